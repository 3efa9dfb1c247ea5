import type { MoveResult } from '../../core/move-result.ts';
import { isWorthAnotherTry, ProviderError } from '../../core/provider-error.ts';
import { type Commented, commentOnIssues, type NewComment } from '../../github/issues/comment-on-issues.ts';
import { oursAmong, readStatusComments, type StatusComment } from '../../github/issues/status-comments.ts';
import { bodyOf, keepOldest, updateStatus } from '../../github/issues/update-status.ts';
import type { Candidate } from '../../github/projects/survey-project.ts';
import type { GitHub } from '../../github/wire/client.ts';
import type { Ended } from '../../github/wire/graphql.ts';
import type { AnnouncedMove, Board } from '../board.ts';
import { OneByOneSelection } from '../github-issues/one-by-one-selection.ts';
import { moveItem } from '../move-item.ts';
import { boardItemOf, cardsOn } from './board-item-of.ts';
import { Gathering } from './gathering.ts';
import type { ProjectConnection } from './project-connection.ts';
import { type CardWrite, theCard, writeCards } from './write-cards.ts';

export interface CandidateMove extends AnnouncedMove {
  readonly candidate: Candidate;
}

interface Announced extends AnnouncedMove {
  readonly commented: Commented;
}

/**
 * Comments on all items in one request, which reads them again in its answer; that reading is the one that the guard of
 * each move judges. Then writes all that it let pass in one request, too.
 */
export async function* announceAndMove(
  connection: ProjectConnection,
  board: Board,
  moves: readonly CandidateMove[],
): AsyncIterable<MoveResult> {
  const { github } = connection;
  const { field } = await connection.board();
  const known = await knownStatuses(github, moves);
  let ended: readonly Ended<Commented>[];
  try {
    ended = await commentOnIssues(github, field.name, moves.map(announcementOn(known)));
  } catch (error) {
    if (!(error instanceof ProviderError && error.ambiguous && isWorthAnotherTry(error))) throw error;
    // The comments may be there. One by one, each is looked for before it is written.
    yield* new OneByOneSelection(github, board, connection.repositories).move(moves);
    return;
  }
  const failed = ended.findIndex(({ kind }) => kind === 'failed');
  // What nothing was said about is not moved, nor what would come after it.
  const announced = moves
    .slice(0, failed === -1 ? moves.length : failed)
    .flatMap((move, index): Announced[] => {
      const end = ended[index];
      return end?.kind === 'done' ? [{ ...move, commented: end.value }] : [];
    });
  await keepOneEach(connection, announced);
  const results = await moveTogether(connection, board, announced);
  yield* results;
  await correct(connection, announced, results);
  const failure = ended[failed];
  if (failure?.kind === 'failed') throw failure.error;
}

/**
 * By the node id of the issue. Those that are not among the latest comments are read, of all such items in one request.
 */
async function knownStatuses(
  github: GitHub,
  moves: readonly CandidateMove[],
): Promise<ReadonlyMap<string, readonly StatusComment[]>> {
  const [first] = moves;
  if (!first) return new Map();
  const { project } = first.announcement;
  const latest = moves.map(({ candidate: { issue, comments } }) => ({
    issue,
    ours: oursAmong(comments, project),
    isAll: comments.nodes.length >= comments.totalCount,
  }));
  const open = latest.filter(({ ours, isAll }) => ours.length === 0 && !isAll);
  const read = await readStatusComments(
    github,
    project,
    open.map(({ issue }) => issue.id),
  );
  return new Map([
    ...latest.map(({ issue, ours }) => [issue.nodeId, ours] as const),
    ...read.map(({ issue, ours }) => [issue, ours] as const),
  ]);
}

function announcementOn(
  known: ReadonlyMap<string, readonly StatusComment[]>,
): (move: CandidateMove) => NewComment {
  return ({ candidate: { issue }, announcement }) => {
    const ours = known.get(issue.nodeId) ?? [];
    const [oldest] = ours;
    return {
      item: issue.id,
      issue: issue.nodeId,
      ...(oldest && { replaces: oldest.id }),
      body: bodyOf(announcement, ours),
    };
  };
}

/** Of two that were written at once the older stays. */
async function keepOneEach({ github }: ProjectConnection, announced: readonly Announced[]): Promise<void> {
  for (const { item, announcement, commented } of announced) {
    const ours = oursAmong(commented.comments, announcement.project);
    if (ours.length > 1) await keepOldest(github, item.id, { ours, update: announcement });
  }
}

/** Each move by itself is read, guard, write as ever; their writes wait for each other and travel together. */
async function moveTogether(
  connection: ProjectConnection,
  board: Board,
  moves: readonly Announced[],
): Promise<readonly MoveResult[]> {
  const resolved = await connection.board();
  const writes = new Gathering<CardWrite, Ended<undefined>>(moves.length, (gathered) =>
    writeCards(connection, resolved, gathered),
  );
  return Promise.all(
    moves.map(async ({ item, destination, expected, commented }) => {
      const known = [boardItemOf(commented.issue, resolved)];
      const asRead: Pick<Board, 'read' | 'write'> = {
        // Read just now; a caller that asks again wants to know what has become of it.
        read: async (id) => known.pop() ?? board.read(id),
        write: async (id, to) => {
          const card = theCard(id, cardsOn(resolved, commented.issue), connection.config);
          const end = await writes.add({ item: id, card: card.id, to });
          if (end.kind === 'failed') throw end.error;
        },
      };
      try {
        return await moveItem(asRead, { item: item.id, destination, expected });
      } finally {
        writes.leave();
      }
    }),
  );
}

/** A move that did not happen must not leave a comment behind that says it would. */
async function correct(
  { github }: ProjectConnection,
  moves: readonly Announced[],
  results: readonly MoveResult[],
): Promise<void> {
  for (const [index, { item, correction }] of moves.entries()) {
    const result = results[index];
    if (result && result.outcome !== 'moved') await updateStatus(github, item.id, correction(result));
  }
}
