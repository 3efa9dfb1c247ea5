import { moveItem } from '../../boards/move-item.ts';
import { readWithStates } from '../../boards/read-with-states.ts';
import { formatItemId } from '../../core/item-id.ts';
import type { MoveResult } from '../../core/move-result.ts';
import type { Stage } from '../../core/stages.ts';
import { stateOf } from '../../core/states.ts';
import { notMoved } from '../../core/text/move.ts';
import { GitHubError } from '../../github/github-error.ts';
import { expectedSource } from '../expected-source.ts';
import type { TaskContext } from '../task-context.ts';
import type { Assignment } from './work.ts';

/** Moves the item of a run a stage further. `undefined` on a board that lacks the stage to move to. */
export async function moveOn(
  [from, to]: readonly [Stage, Stage],
  { board, config, item }: Assignment,
  { surroundings }: TaskContext,
): Promise<MoveResult | undefined> {
  try {
    const { states, board: asRead } = await readWithStates(board, item);
    const destination = stateOf(to, states);
    if (!destination) return undefined;
    const expected = expectedSource(from, states, surroundings.env);
    return await moveItem(asRead, { item, destination, expected, mode: config.mode });
  } catch (error) {
    // A pull request that is open by then must not be lost sight of.
    if (!(error instanceof GitHubError)) throw error;
    const { reason } = error;
    const id = formatItemId(item);
    return { outcome: 'failed', reason, item: id, destination: to, message: notMoved(id, to, error.message) };
  }
}
