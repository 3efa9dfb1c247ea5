import * as z from 'zod';

const expected = 'a number above 0, at most 1000';

/**
 * `INTERLOCK_PATIENCE`: how many times longer than usual to wait for somebody else before giving up. Every limit of ours
 * is multiplied by it, so that a slow network or a busy machine makes a run slow, and not wrong.
 */
export const patienceSchema = z
  .string()
  .regex(/^\d{1,4}(?:\.\d{1,3})?$/, expected)
  .transform(Number)
  .refine((factor) => factor > 0 && factor <= 1000, expected)
  .default(1);

/** `undefined` if it is no such number. An empty variable counts as none, as everywhere in workflows. */
export function readPatience(text: string | undefined): number | undefined {
  return patienceSchema.safeParse(text === '' ? undefined : text).data;
}
