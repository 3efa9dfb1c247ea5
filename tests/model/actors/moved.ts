import type { AgentStart, LedgerCommand } from '../../../src/core/ledger/ledger-command.ts';
import type { MoveEnd, WantedMove } from '../../../src/core/ledger/protocol/move-items.ts';
import { sendRequests } from '../../../src/core/ledger/protocol/send-dispatches.ts';
import { settledMoves } from '../../../src/core/ledger/settled-moves.ts';
import type { Stage } from '../../../src/core/stages.ts';
import { type Play, product } from './model-effect.ts';

export const IMPLEMENTATION = { agent: 'implementation', cause: 'entered-todo' } as const;
export const BACKLOG_MANAGER = { agent: 'backlog-manager', cause: 'capacity' } as const;

/** What an item's arrival in a stage starts. */
export function startsAt(stage: Stage): AgentStart | undefined {
  return stage === 'todo' ? IMPLEMENTATION : undefined;
}

/** Starts what the moves asked for, and says what the ledger is to be told with the next entry. */
export function* afterMoving(
  moves: readonly WantedMove[],
  ends: readonly MoveEnd[],
): Play<readonly LedgerCommand[]> {
  const tell: LedgerCommand[] = [...settledMoves(moves, ends)];
  for (const end of ends) {
    if (end.outcome !== 'moved') continue;
    const sent = yield* product(sendRequests(end.requests));
    for (const one of sent) {
      if (one.kind === 'sent' && one.run !== null) tell.push({ kind: 'sent', key: one.key, run: one.run });
    }
  }
  return tell;
}
