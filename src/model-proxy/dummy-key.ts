import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** A key that is good for one proxy, and so for one run: nobody else takes it. */
export interface DummyKey {
  readonly value: string;
  /** Whether there is a credential and each is this key. Takes as long for a wrong one as for the right one. */
  isAll(credentials: readonly string[]): boolean;
}

/** CLIs look at how a key begins, so `prefix` is that of a real one. */
export function createDummyKey(prefix: string): DummyKey {
  const value = `${prefix}${randomBytes(32).toString('base64url')}`;
  const expected = digestOf(value);
  return {
    value,
    isAll: (credentials) =>
      credentials.length > 0 && credentials.every((one) => timingSafeEqual(digestOf(one), expected)),
  };
}

/** Of one length for all, which the comparison needs. */
function digestOf(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
