import * as z from 'zod';
import { formatItemId, type ItemId } from '../../core/item-id.ts';
import type { GitHub } from '../wire/client.ts';
import { queryParts } from '../wire/graphql.ts';
import { LARGEST_NUMBER } from './look-up-issues.ts';

/** An issue or pull request that has to do with another one. */
export interface LinkedIssue {
  readonly id: ItemId;
  readonly kind: 'issue' | 'pull-request';
  readonly state: 'open' | 'closed' | 'merged';
  readonly title: string;
  readonly body: string;
}

const STATES = { OPEN: 'open', CLOSED: 'closed', MERGED: 'merged' } as const;

const foundSchema = z.object({
  __typename: z.enum(['Issue', 'PullRequest']),
  state: z.enum(['OPEN', 'CLOSED', 'MERGED']),
  title: z.string(),
  body: z.string(),
});

const answerSchema = z.record(z.string(), z.object({ found: foundSchema.nullable() }).nullable());

/** Those that there are, in the order of the question. One request; a name that leads to nothing is left out. */
export async function readLinkedIssues(
  github: GitHub,
  ids: readonly ItemId[],
): Promise<readonly LinkedIssue[]> {
  if (ids.length === 0) return [];
  const parameters = ids.map(
    (_, index) => `$owner${index}: String!, $name${index}: String!, $number${index}: Int!`,
  );
  const fields = ids.map(
    (_, index) => `item${index}: repository(owner: $owner${index}, name: $name${index}) {
      found: issueOrPullRequest(number: $number${index}) {
        __typename ... on Issue { state title body } ... on PullRequest { state title body }
      } }`,
  );
  const variables = ids.flatMap(({ owner, repository, number }, index) => [
    [`owner${index}`, owner],
    [`name${index}`, repository],
    [`number${index}`, Math.min(number, LARGEST_NUMBER)],
  ]);
  const { data } = await queryParts(github, {
    doing: `read ${ids.map(formatItemId).join(', ')}`,
    missing: 'item-missing',
    needs: ['issues: read'],
    isAnswer: ({ type, path }) => path.length > 0 && (type === 'NOT_FOUND' || type === 'FORBIDDEN'),
    document: `query ReadLinkedIssues(${parameters.join(', ')}) { ${fields.join('\n')} }`,
    variables: Object.fromEntries(variables),
    answer: answerSchema,
  });
  return ids.flatMap((id, index): readonly LinkedIssue[] => {
    const found = data[`item${index}`]?.found;
    if (!found) return [];
    const { __typename, state, title, body } = found;
    return [
      { id, kind: __typename === 'Issue' ? 'issue' : 'pull-request', state: STATES[state], title, body },
    ];
  });
}
