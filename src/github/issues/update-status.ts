import * as z from 'zod';
import { formatItemId, type ItemId } from '../../core/item-id.ts';
import { ProviderError } from '../../core/provider-error.ts';
import {
  type HistoryEntry,
  type ItemStatus,
  parseStatusComment,
  type StatusUpdate,
  saysAlready,
  statusComment,
  statusMarker,
  statusNotWritten,
} from '../../core/text/status-comment.ts';
import type { GitHub } from '../wire/client.ts';
import { tryTwice, writeOrFind } from '../wire/exchange.ts';
import { mutateEach } from '../wire/graphql.ts';
import { withMarker } from './marker.ts';
import {
  COMMENTS,
  commentsSchema,
  oursAmong,
  readStatusComments,
  type StatusComment,
  type StatusesOfItem,
} from './status-comments.ts';

export interface PresentStatus {
  readonly status: ItemStatus;
  /** Newest first. */
  readonly history: readonly HistoryEntry[];
}

/** What the status comments of items say now, in one request and in their order; `undefined` where there is none. */
export async function readStatuses(
  github: GitHub,
  items: readonly ItemId[],
  project: string,
): Promise<readonly (PresentStatus | undefined)[]> {
  const found = await readStatusComments(github, project, items);
  return found.map(({ ours: [oldest] }) => oldest && parseStatusComment(oldest.body, project));
}

/**
 * Sees to it that the item has one status comment, and that it says this. Nothing is written where it says so already.
 *
 * GitHub knows no "create if absent", so two writers at once may make two. Each reads again what it made; of two the
 * older stays, with the history of both, and the newer goes. A later writer does the same.
 */
export async function updateStatus(github: GitHub, item: ItemId, update: StatusUpdate): Promise<void> {
  const [found] = await readStatusComments(github, update.project, [item]);
  if (!found) return;
  try {
    await write(github, item, { found, update });
  } catch (error) {
    // Somebody deleted it meanwhile.
    if (!(error instanceof ProviderError && error.reason === 'item-missing')) throw error;
    const [again] = await readStatusComments(github, update.project, [item]);
    if (again) await write(github, item, { found: again, update });
  }
}

interface Writing {
  readonly found: StatusesOfItem;
  readonly update: StatusUpdate;
}

async function write(github: GitHub, item: ItemId, { found, update }: Writing): Promise<void> {
  const { ours } = found;
  const [oldest] = ours;
  if (oldest) {
    if (ours.length === 1 && saysAlready(oldest.body, update)) return;
    return keepOldest(github, item, { ours, update });
  }
  const after = await create(github, item, { found, update });
  if (after.length > 1) await keepOldest(github, item, { ours: after, update });
}

/** Answers with what is there right after. */
function create(github: GitHub, item: ItemId, { found, update }: Writing): Promise<readonly StatusComment[]> {
  const body = bodyOf(update);
  return writeOrFind(
    async () => {
      const [added] = await mutateEach(
        github,
        {
          doing: `comment on ${formatItemId(item)}`,
          missing: 'item-missing',
          needs: ['issues: write'],
          document: `mutation AddStatus($issue: ID!, $body: String!) {
            add: addComment(input: { subjectId: $issue, body: $body }) { subject { ... on Issue { ${COMMENTS} } } } }`,
          variables: { issue: found.issue, body },
          answer: addedSchema,
        },
        ['add'],
      );
      if (added?.kind !== 'done') throw added?.error ?? new Error('A mutation was not answered');
      return oursAmong(added.value.subject.comments, update.project);
    },
    async () => {
      const [again] = await readStatusComments(github, update.project, [item]);
      return again?.ours.some((one) => one.body === body) ? again.ours : undefined;
    },
  );
}

const addedSchema = z.object({ subject: z.object({ comments: commentsSchema }) });

/** Edits the oldest and removes the others, in one request. One that is gone already was to go. */
export async function keepOldest(
  github: GitHub,
  item: ItemId,
  { ours, update }: { readonly ours: readonly StatusComment[]; readonly update: StatusUpdate },
): Promise<void> {
  const [oldest, ...others] = ours;
  if (!oldest) return;
  const removals = others.map((_, index) => `remove${index}`);
  const parameters = removals.map((name) => `, $${name}: ID!`);
  const mutations = removals.map(
    (name) => `${name}: deleteIssueComment(input: { id: $${name} }) { clientMutationId }`,
  );
  // To say the same twice is to say it once.
  const [edited] = await tryTwice(() =>
    mutateEach(
      github,
      {
        doing: `change the status of ${formatItemId(item)}`,
        missing: 'item-missing',
        needs: ['issues: write'],
        document: `mutation EditStatus($id: ID!, $body: String!${parameters.join('')}) {
          edit: updateIssueComment(input: { id: $id, body: $body }) { issueComment { id } } ${mutations.join('\n')} }`,
        variables: {
          id: oldest.id,
          body: bodyOf(update, ours),
          ...Object.fromEntries(others.map(({ id }, index) => [`remove${index}`, id])),
        },
        answer: z.unknown(),
      },
      ['edit', ...removals],
    ),
  );
  if (edited?.kind === 'failed') throw edited.error;
}

/** The whole text of the comment that takes the place of these. */
export function bodyOf(update: StatusUpdate, ours: readonly StatusComment[] = []): string {
  const previous = ours.map(({ body }) => body);
  return withMarker(statusMarker(update.project), statusComment(update, previous));
}

/**
 * For work that goes on whether or not it can be told on the item. Answers with what to say instead, where a person looks
 * at the run; empty if the item says it.
 */
export async function tryStatus(github: GitHub, item: ItemId, update: StatusUpdate): Promise<string> {
  try {
    await updateStatus(github, item, update);
    return '';
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    return statusNotWritten(formatItemId(item), error.message);
  }
}
