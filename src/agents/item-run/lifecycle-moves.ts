import { moveItem } from '../../boards/move-item.ts';
import { readWithStates } from '../../boards/read-with-states.ts';
import { formatItemId, itemKey } from '../../core/item-id.ts';
import { itemSubject } from '../../core/ledger/claim-subject.ts';
import type { LedgerCommand } from '../../core/ledger/ledger-command.ts';
import type { LiveClaim } from '../../core/ledger/protocol/claim-subjects.ts';
import { type NoLedger, requireHeld } from '../../core/ledger/warrant.ts';
import type { Mode } from '../../core/mode.ts';
import type { MoveResult } from '../../core/move-result.ts';
import { ProviderError } from '../../core/provider-error.ts';
import type { Stage } from '../../core/stages.ts';
import { stateOf } from '../../core/states.ts';
import { notMoved } from '../../core/text/move.ts';
import { moveThroughLedger } from '../../orchestration/move-through-ledger.ts';
import type { ProjectLedger } from '../../orchestration/open-ledger.ts';
import { expectedSource } from '../run/demonstration.ts';
import type { Environment } from '../run/surroundings.ts';
import type { Assignment } from './assignment.ts';

/** Moves the run's item on; `undefined` on a board that lacks the stage to move to. */
export type MoveOn = (from: Stage, to: Stage) => Promise<MoveResult | undefined>;

/** Guarded by the board's own reading, where nobody claims anything. */
export function guardedMoveOn(_: NoLedger, assignment: Assignment, env: Environment): MoveOn {
  const { mode } = assignment.config;
  return (from, to) => guardedMove(assignment, { from, to, mode, env });
}

/** What a move would come to just now. */
export function lookAhead(assignment: Assignment, env: Environment): MoveOn {
  return (from, to) => guardedMove(assignment, { from, to, mode: 'observe', env });
}

interface LedgerMoving {
  readonly ledger: ProjectLedger;
  readonly env: Environment;
  /** What the next entry says besides. */
  readonly tell: LedgerCommand[];
}

/** Decided in the ledger, for as long as the claim lives. */
export function ledgerMoveOn(
  claim: LiveClaim,
  assignment: Assignment,
  { ledger, env, tell }: LedgerMoving,
): MoveOn {
  const { board, config, item } = assignment;
  requireHeld(claim, [itemSubject(itemKey(item))]);
  return (from, to) =>
    answered(assignment, to, async () => {
      const states = await board.readStates();
      const destination = stateOf(to, states);
      if (!destination) return undefined;
      const expected = expectedSource(from, states, env);
      const also = tell.splice(0);
      const moves = [{ item, destination, expected }];
      const made = await moveThroughLedger(ledger, moves, { states, config, claim, also });
      tell.push(...made.settled);
      return made.results[0];
    });
}

interface GuardedMove {
  readonly from: Stage;
  readonly to: Stage;
  readonly mode: Mode;
  readonly env: Environment;
}

function guardedMove(
  assignment: Assignment,
  { from, to, mode, env }: GuardedMove,
): Promise<MoveResult | undefined> {
  const { board, item } = assignment;
  return answered(assignment, to, async () => {
    const { states, board: asRead } = await readWithStates(board, item);
    const destination = stateOf(to, states);
    if (!destination) return undefined;
    return moveItem(asRead, { item, destination, expected: expectedSource(from, states, env), mode });
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
    if (!(error instanceof ProviderError)) throw error;
    const { reason } = error;
    const id = formatItemId(item);
    return { outcome: 'failed', reason, item: id, destination: to, message: notMoved(id, to, error.message) };
  }
}
