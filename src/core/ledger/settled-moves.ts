import type { LedgerCommand } from './ledger-command.ts';
import type { MoveEnd, WantedMove } from './protocol/move-items.ts';

/** What is told to the ledger along with the next entry, so that it costs none of its own: these moves are on the board. */
export function settledMoves(
  moves: readonly WantedMove[],
  ends: readonly MoveEnd[],
): readonly LedgerCommand[] {
  return ends.flatMap((end, index): readonly LedgerCommand[] => {
    const move = moves[index];
    if (!move || end.outcome !== 'moved') return [];
    const { version } = end;
    const sighting = { version, open: true, ambiguous: false, readAt: version.at };
    return [{ kind: 'observe', item: move.item, sighting }];
  });
}
