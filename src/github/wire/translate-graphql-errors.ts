import * as z from 'zod';
import { ProviderError } from '../../core/provider-error.ts';
import type { Reason } from '../../core/reasons.ts';
import { noAnswer, permissionMissing, rateLimited, refusedByGitHub } from '../../core/text/github-error.ts';
import type { RequestAttempt } from './translate-error.ts';
import { secondsToWait } from './translate-error.ts';

/** One of the errors that GraphQL reports with HTTP 200, beside whatever data there is. */
export interface GraphqlError {
  readonly type: string;
  readonly message: string;
  /** The field of the answer that it is about, from the root; empty where it is about the whole operation. */
  readonly path: readonly (string | number)[];
}

export interface GraphqlAttempt extends Pick<RequestAttempt, 'doing' | 'missing' | 'kind'> {
  /** The permission that a refusal is about, as in a workflow: `issues: write`. GitHub does not name it here. */
  readonly needs?: readonly string[];
  /** Errors that are an answer by themselves: the field is null, and null is understood. */
  readonly isAnswer?: (error: GraphqlError) => boolean;
  /** What an error means here, where it means something else than usual. `data`: what GitHub could answer beside it. */
  readonly explain?: (
    error: GraphqlError,
    data: unknown,
  ) => { readonly reason: Reason; readonly message: string } | undefined;
}

export const graphqlErrorSchema = z
  .object({
    type: z.string().catch(''),
    message: z.string().catch(''),
    path: z.array(z.union([z.string(), z.number()])).catch([]),
  })
  .transform((raw): GraphqlError => raw);

export type Headers = Readonly<Record<string, string | number | undefined>>;

/** The one translation of GraphQL's errors, beside that of HTTP's. A part is never taken for the whole. */
export function translateGraphqlErrors(
  errors: readonly GraphqlError[],
  attempt: GraphqlAttempt,
  { headers, data }: { readonly headers: Headers; readonly data?: unknown },
): ProviderError | undefined {
  const error = errors.find((one) => !attempt.isAnswer?.(one));
  if (!error) return undefined;
  const seconds = error.type === 'RATE_LIMITED' ? secondsToWait(toTexts(headers)) : undefined;
  const translated = attempt.explain?.(error, data) ?? translate(error, attempt, seconds);
  return new ProviderError({
    ...translated,
    status: 200,
    ...(seconds !== undefined && { retryAfterSeconds: seconds }),
    // A mutation is done before the fields of its answer are read, and a time-out says nothing of it.
    ambiguous:
      attempt.kind === 'write' && (error.path.length > 1 || translated.reason === 'github-unavailable'),
  });
}

function translate(
  { type, message }: GraphqlError,
  { doing, missing, needs = [] }: GraphqlAttempt,
  seconds: number | undefined,
): { readonly reason: Reason; readonly message: string } {
  switch (type) {
    case 'RATE_LIMITED':
      return { reason: 'rate-limited', message: rateLimited(doing, message, seconds) };
    case 'FORBIDDEN':
    case 'INSUFFICIENT_SCOPES':
      return { reason: 'permission-missing', message: permissionMissing(doing, message, needs) };
    case 'NOT_FOUND':
      return { reason: missing, message: refusedByGitHub(doing, message, missing) };
  }
  // GitHub's own time-outs and crashes: "Something went wrong while executing your query."
  if (type === 'SERVICE_UNAVAILABLE' || /^something went wrong/i.test(message)) {
    return { reason: 'github-unavailable', message: noAnswer(doing, message) };
  }
  return {
    reason: 'answer-unexpected',
    message: refusedByGitHub(doing, `${type} ${message}`.trim(), 'answer-unexpected'),
  };
}

function toTexts(headers: Headers): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])),
  );
}
