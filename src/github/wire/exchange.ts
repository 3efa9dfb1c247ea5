import type * as z from 'zod';
import { isWorthAnotherTry, ProviderError } from '../../core/provider-error.ts';
import { notUnderstood } from '../../core/text/github-error.ts';
import { type RequestAttempt, translateError } from './translate-error.ts';

/** One request and what is understood of its answer. */
export interface Exchange<T> extends Omit<RequestAttempt, 'kind'> {
  /** The fields that are needed, no more. */
  readonly answer: z.ZodType<T>;
  request(options: RequestOptions): Promise<RawAnswer>;
}

/** To be spread into the parameters of every request. */
export interface RequestOptions {
  readonly headers: { readonly 'x-github-api-version': string };
}

interface RawAnswer {
  readonly status: number;
  readonly headers: {
    readonly link?: string | undefined;
    readonly etag?: string | undefined;
    readonly date?: string | undefined;
  };
  readonly data: unknown;
}

export interface Answer<T> {
  readonly data: T;
  readonly link: string | undefined;
  readonly etag: string | undefined;
  /** By GitHub's clock, as HTTP writes it. */
  readonly date: string | undefined;
}

/**
 * Reads, and asks once more if GitHub's side broke. Once, at once: most 502s are gone with the next request, and those
 * that are not do not end within the seconds that a run could wait.
 */
export function read<T>(exchange: Exchange<T>): Promise<Answer<T>> {
  return tryTwice(() => attempt(exchange, 'read'));
}

/** For whatever may be asked again. */
export async function tryTwice<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    if (!isWorthAnotherTry(error)) throw error;
    return ask();
  }
}

/** Writes once. An error may be `ambiguous`; only the caller knows how to find out whether the effect is there. */
export function write<T>(exchange: Exchange<T>): Promise<Answer<T>> {
  return attempt(exchange, 'write');
}

/**
 * For a write that can be found again: where its effect is in doubt it is looked for, and, if it is not there, tried
 * once more.
 */
export async function writeOrFind<T>(
  write: () => Promise<T>,
  find: () => Promise<T | undefined>,
): Promise<T> {
  try {
    return await write();
  } catch (error) {
    if (!(error instanceof ProviderError && error.ambiguous)) throw error;
    const found = await find();
    if (found !== undefined) return found;
    if (!isWorthAnotherTry(error)) throw error;
    return write();
  }
}

async function attempt<T>(exchange: Exchange<T>, kind: RequestAttempt['kind']): Promise<Answer<T>> {
  let raw: RawAnswer;
  try {
    raw = await exchange.request({ headers: { 'x-github-api-version': '2022-11-28' } });
  } catch (error) {
    throw translateError(error, { ...exchange, kind });
  }
  const parsed = exchange.answer.safeParse(raw.data);
  if (parsed.success) {
    const { link, etag, date } = raw.headers;
    return { data: parsed.data, link, etag, date };
  }
  throw new ProviderError({
    // Octokit passes on the text of a JSON body that broke off.
    reason: typeof raw.data === 'string' ? 'github-unavailable' : 'answer-unexpected',
    message: notUnderstood(
      exchange.doing,
      parsed.error.issues.slice(0, 3).map(({ path, message }) => `${path.join('.') || 'body'}: ${message}`),
    ),
    status: raw.status,
    ambiguous: kind === 'write',
    cause: parsed.error,
  });
}
