import * as z from 'zod';
import { INTERLOCK } from '../../core/identity.ts';
import { formatItemId, type ItemId } from '../../core/item-id.ts';
import { LARGEST_NUMBER } from '../issues/look-up-issues.ts';
import type { GitHub } from '../wire/client.ts';
import { query } from '../wire/graphql.ts';
import { FENCE_MESSAGE } from './branch-fence.ts';

/** Of the pull requests of an issue, so many are looked at: the newest visit has one. */
const LOOKED_AT = 10;

const actorSchema = z.object({ email: z.string().nullish() }).nullish();

const repositorySchema = z
  .object({
    issue: z
      .object({
        closedByPullRequestsReferences: z.object({
          nodes: z.array(z.object({ mergedAt: z.string().nullable() })),
        }),
      })
      .nullish(),
    ref: z
      .object({
        target: z.object({
          committedDate: z.string(),
          messageHeadline: z.string(),
          author: actorSchema,
          committer: actorSchema,
        }),
      })
      .nullish(),
    pullRequests: z.object({
      nodes: z.array(
        z.object({ createdAt: z.string(), isDraft: z.boolean(), isCrossRepository: z.boolean() }),
      ),
    }),
  })
  .nullish();

export interface ItemOnBranch {
  readonly item: ItemId;
  /** The item's one branch. */
  readonly branch: string;
}

/** What an item's pull requests tell about it. */
export interface SeenPullRequests {
  /** When the newest that closes it was merged into the default branch; left out if none was. */
  readonly mergedAt?: string;
  /**
   * When the open one from its branch was opened, or last pushed to by Interlock; left out if none is open and ready.
   */
  readonly publishedAt?: string;
}

/** In the order of the question. */
export async function seePullRequests(
  github: GitHub,
  items: readonly ItemOnBranch[],
): Promise<readonly SeenPullRequests[]> {
  if (items.length === 0) return [];
  const aliases = items.map((_, index) => `item${index}`);
  const declared = items.map(
    (_, index) =>
      `$owner${index}: String!, $name${index}: String!, $number${index}: Int!, $branch${index}: String!, $ref${index}: String!`,
  );
  const found = await query(github, {
    doing: `look for pull requests of ${items.map(({ item }) => formatItemId(item)).join(', ')}`,
    missing: 'item-missing',
    isAnswer: ({ type, path }) => type === 'NOT_FOUND' && path.length === 2 && aliases.includes(`${path[0]}`),
    document: `query SeePullRequests(${declared.join(', ')}) {
      ${aliases
        .map(
          (alias, index) => `${alias}: repository(owner: $owner${index}, name: $name${index}) {
            issue(number: $number${index}) {
              closedByPullRequestsReferences(first: ${LOOKED_AT}, includeClosedPrs: true) { nodes { mergedAt } }
            }
            ref(qualifiedName: $ref${index}) { target { ...Commit } }
            pullRequests(headRefName: $branch${index}, states: OPEN, first: ${LOOKED_AT}) {
              nodes { createdAt isDraft isCrossRepository }
            }
          }`,
        )
        .join('\n')}
    }
    fragment Commit on Commit { committedDate messageHeadline author { email } committer { email } }`,
    variables: Object.fromEntries(
      items.flatMap(({ item: { owner, repository, number }, branch }, index) => [
        [`owner${index}`, owner],
        [`name${index}`, repository],
        [`number${index}`, Math.min(number, LARGEST_NUMBER)],
        [`branch${index}`, branch],
        [`ref${index}`, `refs/heads/${branch}`],
      ]),
    ),
    answer: z.object(Object.fromEntries(aliases.map((alias) => [alias, repositorySchema]))),
  });
  return aliases.map((alias) => toSeen(found[alias]));
}

function toSeen(repository: z.infer<typeof repositorySchema>): SeenPullRequests {
  const merges = repository?.issue?.closedByPullRequestsReferences.nodes ?? [];
  const mergedAt = newestOf(merges.flatMap((one) => one.mergedAt ?? []));
  const open = (repository?.pullRequests.nodes ?? []).filter(
    ({ isDraft, isCrossRepository }) => !isDraft && !isCrossRepository,
  );
  const opened = open.map(({ createdAt }) => createdAt);
  const publishedAt =
    opened.length > 0 ? newestOf([...opened, ...pushedAt(repository?.ref?.target)]) : undefined;
  return {
    ...(mergedAt !== undefined && { mergedAt }),
    ...(publishedAt !== undefined && { publishedAt }),
  };
}

type Head = NonNullable<NonNullable<z.infer<typeof repositorySchema>>['ref']>['target'];

/** When the work at the head of the branch was committed, if it is Interlock's. A fence is no work. */
function pushedAt(head: Head | undefined): readonly string[] {
  if (!head || head.messageHeadline === FENCE_MESSAGE) return [];
  const isOurs = head.author?.email === INTERLOCK.email && head.committer?.email === INTERLOCK.email;
  return isOurs ? [new Date(head.committedDate).toISOString().replace('.000Z', 'Z')] : [];
}

/** Of times as GitHub writes them: ISO 8601, UTC, whole seconds. */
function newestOf(times: readonly string[]): string | undefined {
  return times.toSorted().at(-1);
}
