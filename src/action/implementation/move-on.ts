import { moveItem } from '../../boards/move-item.ts';
import { readWithStates } from '../../boards/read-with-states.ts';
import { formatItemId } from '../../core/item-id.ts';
import type { LedgerCommand } from '../../core/ledger/ledger-command.ts';
import type { LiveClaim } from '../../core/ledger/protocol/live-claim.ts';
import type { MoveResult } from '../../core/move-result.ts';
import type { Stage } from '../../core/stages.ts';
import { stateOf } from '../../core/states.ts';
import { notMoved } from '../../core/text/move.ts';
import { GitHubError } from '../../github/github-error.ts';
import { moveThroughLedger } from '../../intents/move-through-ledger.ts';
import type { ProjectLedger } from '../../intents/project-ledger.ts';
import { expectedSource } from '../expected-source.ts';
import type { Environment } from '../surroundings.ts';
import type { Assignment } from './work.ts';

/** Moves the run's item on; `undefined` on a board that lacks the stage to move to. */
export type MoveOn = (from: Stage, to: Stage) => Promise<MoveResult | undefined>;

/** Guarded by the board's own reading. */
export function guardedMoveOn(assignment: Assignment, env: Environment): MoveOn {
  const { board, config, item } = assignment;
  return (from, to) =>
    answered(assignment, to, async () => {
      const { states, board: asRead } = await readWithStates(board, item);
      const destination = stateOf(to, states);
      if (!destination) return undefined;
      const expected = expectedSource(from, states, env);
      return moveItem(asRead, { item, destination, expected, mode: config.mode });
    });
}

/** Decided in the ledger, for as long as the claim lives. `tell` is what the next entry says besides. */
export function ledgerMoveOn(
  assignment: Assignment,
  env: Environment,
  {
    ledger,
    claim,
    tell,
  }: { readonly ledger: ProjectLedger; readonly claim: LiveClaim; readonly tell: LedgerCommand[] },
): MoveOn {
  const { board, item } = assignment;
  return (from, to) =>
    answered(assignment, to, async () => {
      const states = await board.readStates();
      const destination = stateOf(to, states);
      if (!destination) return undefined;
      const expected = expectedSource(from, states, env);
      const also = tell.splice(0);
      const made = await moveThroughLedger(ledger, [{ item, destination, expected }], {
        states,
        claim,
        also,
      });
      tell.push(...made.settled);
      return made.results[0];
    });
}

/** A pull request that is open by then must not be lost sight of. */
async function answered(
  { item }: Assignment,
  to: Stage,
  move: () => Promise<MoveResult | undefined>,
): Promise<MoveResult | undefined> {
  try {
    return await move();
  } catch (error) {
    if (!(error instanceof GitHubError)) throw error;
    const { reason } = error;
    const id = formatItemId(item);
    return { outcome: 'failed', reason, item: id, destination: to, message: notMoved(id, to, error.message) };
  }
}
