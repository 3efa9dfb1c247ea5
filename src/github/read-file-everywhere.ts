import * as z from 'zod';
import type { GitHub } from './client.ts';
import { query } from './graphql.ts';

const AT_ONCE = 100;

const answerSchema = z.object({
  nodes: z.array(
    z
      .object({ file: z.object({ text: z.string().nullish() }).nullish() })
      .transform(({ file }) => file?.text ?? undefined),
  ),
});

/** The text of one path on the default branches of repositories (by node id), in their order; `undefined`: not there. */
export async function readFileEverywhere(
  github: GitHub,
  path: string,
  repositories: readonly string[],
): Promise<readonly (string | undefined)[]> {
  const texts: (string | undefined)[] = [];
  for (let start = 0; start < repositories.length; start += AT_ONCE) {
    const { nodes } = await query(github, {
      doing: `read ${path} of the repositories of the installation`,
      missing: 'config-missing',
      needs: ['contents: read'],
      document: `query ReadFileEverywhere($ids: [ID!]!, $file: String!) {
        nodes(ids: $ids) { ... on Repository { file: object(expression: $file) { ... on Blob { text } } } }
      }`,
      variables: { ids: repositories.slice(start, start + AT_ONCE), file: `HEAD:${path}` },
      answer: answerSchema,
    });
    texts.push(...nodes);
  }
  return texts;
}
