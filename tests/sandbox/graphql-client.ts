import type { Sandbox } from '../../src/sandbox/index.ts';
import { client } from './client.ts';

export interface Reply<Data> {
  data: Data | null;
  errors: GraphqlError[];
}

export interface GraphqlError {
  type?: string;
  path?: (string | number)[];
  message: string;
  extensions?: Record<string, unknown>;
  locations?: unknown;
}

/** Asks with GitHub's own client, and gives data and errors side by side, as they were answered. */
export async function ask<Data = Record<string, unknown>>(
  sandbox: Sandbox,
  token: string,
  query: string,
  variables: Record<string, unknown> = {},
): Promise<Reply<Data>> {
  try {
    return { data: await client(sandbox, token).graphql<Data>(query, variables), errors: [] };
  } catch (error) {
    const { name, data, errors } = error as { name: string; data?: Data | null; errors?: GraphqlError[] };
    if (name !== 'GraphqlResponseError' || !errors) throw error;
    return { data: data ?? null, errors };
  }
}

/** The data of a query that must have no errors. */
export async function read<Data>(...args: Parameters<typeof ask>): Promise<Data> {
  const { data, errors } = await ask<Data>(...args);
  if (errors.length > 0 || data === null) throw new Error(JSON.stringify(errors));
  return data;
}
