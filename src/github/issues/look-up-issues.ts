import * as z from 'zod';
import { formatItemId, type ItemId } from '../../core/item-id.ts';
import { ISSUE_WITH_CARDS, type IssueWithCards, issueWithCardsSchema } from '../projects/project-cards.ts';
import type { GitHub } from '../wire/client.ts';
import { queryParts } from '../wire/graphql.ts';

export type LookedUp =
  | { readonly kind: 'issue'; readonly issue: IssueWithCards }
  | { readonly kind: 'pull-request'; readonly open: boolean; readonly title: string }
  /** The token can read the repository, and it has none of that number. */
  | { readonly kind: 'missing' }
  /** The token cannot see the repository, or may not read its issues: there may be one. */
  | { readonly kind: 'hidden' };

/** In one request; more would make it a slow one, which GitHub breaks off. */
const AT_ONCE = 100;
/** GraphQL knows no larger numbers, and no issue has one. */
export const LARGEST_NUMBER = 2 ** 31 - 1;

const pullRequestSchema = z
  .object({ __typename: z.literal('PullRequest'), closed: z.boolean(), title: z.string() })
  .transform(({ closed, title }): LookedUp => ({ kind: 'pull-request', open: !closed, title }));

const nodeSchema = z.union([
  pullRequestSchema,
  issueWithCardsSchema.transform((issue): LookedUp => ({ kind: 'issue', issue })),
  z.null().transform((): LookedUp => ({ kind: 'missing' })),
]);

const answerSchema = z.record(z.string(), z.object({ found: nodeSchema }).nullable());

/** Issues and pull requests by their names, with their cards, in the order in which they were asked for. */
export async function lookUpIssues(
  github: GitHub,
  field: string,
  ids: readonly ItemId[],
): Promise<readonly LookedUp[]> {
  const found: LookedUp[] = [];
  for (let start = 0; start < ids.length; start += AT_ONCE) {
    found.push(...(await lookUpSome(github, field, ids.slice(start, start + AT_ONCE))));
  }
  return found;
}

async function lookUpSome(
  github: GitHub,
  field: string,
  ids: readonly ItemId[],
): Promise<readonly LookedUp[]> {
  const parameters = ids.map(
    (_, index) => `$owner${index}: String!, $name${index}: String!, $number${index}: Int!`,
  );
  const fields = ids.map(
    (_, index) => `item${index}: repository(owner: $owner${index}, name: $name${index}) {
      found: issueOrPullRequest(number: $number${index}) {
        __typename ...IssueWithCards ... on PullRequest { closed title }
      } }`,
  );
  const variables = ids.flatMap(({ owner, repository, number }, index) => [
    [`owner${index}`, owner],
    [`name${index}`, repository],
    [`number${index}`, Math.min(number, LARGEST_NUMBER)],
  ]);
  const { data, errors } = await queryParts(github, {
    doing: `look up ${ids.map(formatItemId).join(', ')}`,
    missing: 'item-missing',
    needs: ['issues: read'],
    // One that cannot be seen is an answer; a repository or issue that is hidden says so in either way.
    isAnswer: ({ type, path }) => path.length > 0 && (type === 'NOT_FOUND' || type === 'FORBIDDEN'),
    document: `query LookUpIssues($field: String!, ${parameters.join(', ')}) { ${fields.join('\n')} }
      ${ISSUE_WITH_CARDS}`,
    variables: { field, ...Object.fromEntries(variables) },
    answer: answerSchema,
  });
  const refused = new Set(errors.filter(({ type }) => type !== 'NOT_FOUND').map(({ path }) => path[0]));
  return ids.map((_, index) => {
    const name = `item${index}`;
    const found = data[name]?.found;
    return found?.kind === 'missing' && refused.has(name)
      ? { kind: 'hidden' }
      : (found ?? { kind: 'hidden' });
  });
}
