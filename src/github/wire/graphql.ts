import * as z from 'zod';
import { ProviderError } from '../../core/provider-error.ts';
import { notUnderstood } from '../../core/text/github-error.ts';
import type { GitHub } from './client.ts';
import { type Answer, read, write } from './exchange.ts';
import {
  type GraphqlAttempt,
  type GraphqlError,
  graphqlErrorSchema,
  type Headers,
  translateGraphqlErrors,
} from './translate-graphql-errors.ts';

/** One GraphQL operation and what is understood of its data. */
export interface GraphqlExchange<T> extends Omit<GraphqlAttempt, 'kind'> {
  /** A named operation: barriers and logs know it by its name. */
  readonly document: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly answer: z.ZodType<T>;
}

/** Reads by GraphQL; asks once more if GitHub's side broke. Data beside an error that is no answer is never used. */
export async function query<T>(github: GitHub, exchange: GraphqlExchange<T>): Promise<T> {
  return (await ask(github, exchange)).data.data;
}

/** The same with the errors that are an answer by themselves. */
export async function queryParts<T>(
  github: GitHub,
  exchange: GraphqlExchange<T>,
): Promise<{ readonly data: T; readonly errors: readonly GraphqlError[] }> {
  const { data: answer } = await ask(github, exchange);
  return { data: answer.data, errors: answer.errors ?? [] };
}

/** What was read, and when, by GitHub's clock and not by the reader's: ISO 8601, UTC. */
export interface Dated<T> {
  readonly value: T;
  readonly readAt: string;
}

export async function queryDated<T>(github: GitHub, exchange: GraphqlExchange<T>): Promise<Dated<T>> {
  const { data, date } = await ask(github, exchange);
  const readAt = Date.parse(date ?? '');
  if (Number.isNaN(readAt)) {
    const message = notUnderstood(exchange.doing, ['it carries no date']);
    throw new ProviderError({ reason: 'answer-unexpected', message });
  }
  // As GitHub writes its other times, without milliseconds.
  return { value: data.data, readAt: new Date(readAt).toISOString().replace(/\.\d+Z$/, 'Z') };
}

function ask<T>(github: GitHub, exchange: GraphqlExchange<T>): Promise<Answer<Envelope<T>>> {
  return read({
    doing: exchange.doing,
    missing: exchange.missing,
    answer: envelopeOf(exchange.answer),
    request: () => post(github, { ...exchange, kind: 'read' }),
  });
}

/** One mutation, once. An error may be `ambiguous`; only the caller can find out whether the effect is there. */
export async function mutate<T>(github: GitHub, exchange: GraphqlExchange<T>): Promise<T> {
  const { data } = await write({
    doing: exchange.doing,
    missing: exchange.missing,
    answer: envelopeOf(exchange.answer),
    request: () => post(github, { ...exchange, kind: 'write' }),
  });
  return data.data;
}

/** How one of several mutations in one request ended. */
export type Ended<T> =
  | { readonly kind: 'done'; readonly value: T }
  | { readonly kind: 'failed'; readonly error: ProviderError };

/**
 * Several mutations in one request, each under an alias of its own, which GitHub carries out one after the other whatever
 * becomes of those before. Throws only for what concerns the whole request.
 */
export async function mutateEach<T>(
  github: GitHub,
  exchange: GraphqlExchange<T>,
  aliases: readonly string[],
): Promise<readonly Ended<T>[]> {
  const attempt = { ...exchange, kind: 'write' } as const;
  const isOfOne = ({ path }: GraphqlError): boolean => aliases.some((alias) => alias === path[0]);
  let headers: Headers = {};
  const { data: answer } = await write({
    doing: exchange.doing,
    missing: exchange.missing,
    answer: z.object({
      data: z.record(z.string(), z.unknown()).nullish(),
      errors: errorsSchema.shape.errors,
    }),
    request: async () => {
      const raw = await post(github, { ...attempt, isAnswer: isOfOne });
      headers = raw.headers;
      return raw;
    },
  });
  return aliases.map((alias): Ended<T> => {
    const errors = answer.errors?.filter(({ path }) => path[0] === alias) ?? [];
    const error = translateGraphqlErrors(errors, attempt, { headers });
    if (error) return { kind: 'failed', error };
    const parsed = exchange.answer.safeParse(answer.data?.[alias]);
    if (parsed.success) return { kind: 'done', value: parsed.data };
    const message = notUnderstood(
      exchange.doing,
      parsed.error.issues.slice(0, 3).map(({ path }) => path.join('.')),
    );
    return {
      kind: 'failed',
      error: new ProviderError({
        reason: 'answer-unexpected',
        message,
        ambiguous: true,
        cause: parsed.error,
      }),
    };
  });
}

const errorsSchema = z.object({
  errors: z.array(graphqlErrorSchema).optional(),
  data: z.unknown().optional(),
});

interface Envelope<T> {
  readonly data: T;
  readonly errors?: readonly GraphqlError[] | undefined;
}

function envelopeOf<T>(answer: z.ZodType<T>): z.ZodType<Envelope<T>> {
  return z.object({ data: answer, errors: errorsSchema.shape.errors }) as z.ZodType<Envelope<T>>;
}

async function post(
  github: GitHub,
  exchange: Pick<GraphqlExchange<unknown>, 'document' | 'variables'> & GraphqlAttempt,
) {
  const { document, variables } = exchange;
  const answer = await github.request({
    method: 'POST',
    url: endpointOf(github),
    query: document,
    variables,
  });
  const parsed = errorsSchema.safeParse(answer.data);
  const errors = parsed.success ? (parsed.data.errors ?? []) : [];
  const data = parsed.success ? parsed.data.data : undefined;
  const error = translateGraphqlErrors(errors, exchange, { headers: answer.headers, data });
  if (error) throw error;
  return answer;
}

/** `https://HOST/api/v3` serves REST, and `https://HOST/api/graphql` this. */
function endpointOf({ request }: GitHub): string {
  return `${request.endpoint.DEFAULTS.baseUrl.replace(/\/v3\/?$/, '').replace(/\/$/, '')}/graphql`;
}
