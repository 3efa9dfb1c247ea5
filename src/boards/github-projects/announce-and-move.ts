import type { MoveResult } from '../../core/move-result.ts';
import { type Commented, commentOnIssues, type NewComment } from '../../github/comment-on-issues.ts';
import { isWorthAnotherTry } from '../../github/exchange.ts';
import { GitHubError } from '../../github/github-error.ts';
import type { Ended } from '../../github/graphql.ts';
import { isMarkedWith, withMarker } from '../../github/marker.ts';
import type { Candidate } from '../../github/survey-project.ts';
import type { AnnouncedMove, Board } from '../board.ts';
import { moveItem } from '../move-item.ts';
import { OneByOneSelection } from '../one-by-one-selection.ts';
import { boardItemOf, cardsOn } from './board-item-of.ts';
import { Gathering } from './gathering.ts';
import type { ProjectConnection } from './project-connection.ts';
import { type CardWrite, theCard, writeCards } from './write-cards.ts';

export interface CandidateMove extends AnnouncedMove {
  readonly candidate: Candidate;
}

interface Announced extends CandidateMove {
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
  const { field } = await connection.board();
  let ended: readonly Ended<Commented>[];
  try {
    ended = await commentOnIssues(connection.github, field.name, moves.map(announcement));
  } catch (error) {
    if (!(error instanceof GitHubError && error.ambiguous && isWorthAnotherTry(error))) throw error;
    // The comments may be there. One by one, each is looked for before it is written.
    yield* new OneByOneSelection(connection.github, board, connection.repositories).move(moves);
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
  const results = await moveTogether(connection, board, announced);
  yield* results;
  await correct(connection, field.name, announced, results);
  const failure = ended[failed];
  if (failure?.kind === 'failed') throw failure.error;
}

function announcement({ candidate, marker, comment }: CandidateMove): NewComment {
  const existing = candidate.comments.find(({ body }) => isMarkedWith(marker, body));
  return {
    item: candidate.issue.id,
    issue: candidate.issue.nodeId,
    ...(existing && { replaces: existing.id }),
    body: withMarker(marker, comment),
  };
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
        // Read just now; whoever asks again wants to know what has become of it.
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
  field: string,
  moves: readonly Announced[],
  results: readonly MoveResult[],
): Promise<void> {
  const corrections = moves.flatMap(({ candidate, marker, correction, commented }, index): NewComment[] => {
    const result = results[index];
    if (!result || result.outcome === 'moved') return [];
    const { id: item, nodeId: issue } = candidate.issue;
    return [
      { item, issue, replaces: commented.comment, body: withMarker(marker, correction(result.message)) },
    ];
  });
  if (corrections.length === 0) return;
  for (const end of await commentOnIssues(github, field, corrections)) {
    if (end.kind === 'failed') throw end.error;
  }
}
