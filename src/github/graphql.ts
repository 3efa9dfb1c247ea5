import * as z from 'zod';
import type { GitHub } from './client.ts';
import { type RequestOptions, read, write } from './exchange.ts';
import {
  type GraphqlAttempt,
  graphqlErrorSchema,
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
  const { data } = await read(github, {
    doing: exchange.doing,
    missing: exchange.missing,
    answer: envelopeOf(exchange.answer),
    request: (options) => post(github, { ...exchange, kind: 'read' }, options),
  });
  return data.data;
}

/** Writes by GraphQL, once. */
export async function mutate<T>(github: GitHub, exchange: GraphqlExchange<T>): Promise<T> {
  const { data } = await write(github, {
    doing: exchange.doing,
    missing: exchange.missing,
    answer: envelopeOf(exchange.answer),
    request: (options) => post(github, { ...exchange, kind: 'write' }, options),
  });
  return data.data;
}

const errorsSchema = z.object({ errors: z.array(graphqlErrorSchema).optional() });

function envelopeOf<T>(answer: z.ZodType<T>): z.ZodType<{ data: T }> {
  return z.object({ data: answer }) as z.ZodType<{ data: T }>;
}

async function post(
  github: GitHub,
  exchange: Pick<GraphqlExchange<unknown>, 'document' | 'variables'> & GraphqlAttempt,
  { request }: RequestOptions,
) {
  const { document, variables } = exchange;
  const answer = await github.request({
    method: 'POST',
    url: endpointOf(github),
    query: document,
    variables,
    request,
  });
  const parsed = errorsSchema.safeParse(answer.data);
  const errors = parsed.success ? (parsed.data.errors ?? []) : [];
  const error = translateGraphqlErrors(errors, exchange, answer.headers);
  if (error) throw error;
  return answer;
}

/** `https://HOST/api/v3` serves REST, and `https://HOST/api/graphql` this. */
function endpointOf({ request }: GitHub): string {
  return `${request.endpoint.DEFAULTS.baseUrl.replace(/\/v3\/?$/, '').replace(/\/$/, '')}/graphql`;
}
