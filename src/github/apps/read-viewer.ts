import * as z from 'zod';
import type { GitHub } from '../wire/client.ts';
import { query } from '../wire/graphql.ts';

const viewerSchema = z.object({ viewer: z.object({ login: z.string() }) });

/** Login of the token's account. REST has no answer for the tokens of workflows and of Apps; GraphQL has. */
export async function readViewer(github: GitHub): Promise<string> {
  const { viewer } = await query(github, {
    doing: 'read whose token this is',
    missing: 'permission-missing',
    document: 'query InterlockViewer { viewer { login } }',
    variables: {},
    answer: viewerSchema,
  });
  return viewer.login;
}
