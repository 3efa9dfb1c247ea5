import * as z from 'zod';
import type { RepositoryName } from '../../core/item-id.ts';
import type { GitHub } from '../wire/client.ts';
import { query } from '../wire/graphql.ts';

const AT_ONCE = 100;

const fileSchema = z
  .object({ file: z.object({ text: z.string().nullish() }).nullish() })
  .transform(({ file }) => file?.text ?? undefined);

const answerSchema = z.object({ nodes: z.array(fileSchema) });

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

/**
 * The same by the names of repositories, for a token that cannot list them. What the token cannot see is `undefined` too:
 * ask only where that is no answer to rely on.
 */
export async function readFileIn(
  github: GitHub,
  path: string,
  repositories: readonly RepositoryName[],
): Promise<readonly (string | undefined)[]> {
  const texts: (string | undefined)[] = [];
  for (let start = 0; start < repositories.length; start += AT_ONCE) {
    texts.push(...(await readFileInSome(github, path, repositories.slice(start, start + AT_ONCE))));
  }
  return texts;
}

async function readFileInSome(
  github: GitHub,
  path: string,
  repositories: readonly RepositoryName[],
): Promise<readonly (string | undefined)[]> {
  const aliases = repositories.map((_, index) => `repository${index}`);
  const parameters = repositories.map((_, index) => `$owner${index}: String!, $name${index}: String!`);
  const variables = repositories.flatMap(({ owner, repository }, index) => [
    [`owner${index}`, owner],
    [`name${index}`, repository],
  ]);
  const answer = await query(github, {
    doing: `read ${path} of the repositories of the project`,
    missing: 'config-missing',
    needs: ['contents: read'],
    isAnswer: ({ type, path: [alias] }) =>
      (type === 'NOT_FOUND' || type === 'FORBIDDEN') && aliases.some((one) => one === alias),
    document: `query ReadFileIn($file: String!, ${parameters.join(', ')}) {
      ${aliases
        .map(
          (alias, index) => `${alias}: repository(owner: $owner${index}, name: $name${index}) {
            file: object(expression: $file) { ... on Blob { text } }
          }`,
        )
        .join('\n')}
    }`,
    variables: { file: `HEAD:${path}`, ...Object.fromEntries(variables) },
    answer: z.record(z.string(), fileSchema.nullable()),
  });
  return aliases.map((alias) => answer[alias] ?? undefined);
}
