import { isInFlight } from '../../../src/core/stages.ts';
import { changeOf, isCellInFlight, newest } from '../world/cell.ts';
import type { World } from '../world/world.ts';
import type { Invariant } from './invariant.ts';

/**
 * I3: no move of ours brings more into flight than may be there. Counted are the items that we brought, wherever a replica
 * shows them, and what else the mover was shown in flight.
 */
export const capacity: Invariant = {
  id: 'I3',
  promise: 'capacity',
  broken: ({ step: { happened }, after, rules }) => {
    if (happened?.kind !== 'appended') return undefined;
    const enters = happened.entry.events.some(
      (event) =>
        event.type === 'move-decided' &&
        isInFlight(event.move.to) &&
        !(event.move.read.stage !== null && isInFlight(event.move.read.stage)),
    );
    if (!enters) return undefined;
    const inFlight = new Set([...broughtByUs(after), ...(happened.by.listed ?? [])]);
    return inFlight.size > rules.maxInFlight
      ? `${[...inFlight].join(', ')} are in flight, of ${rules.maxInFlight} at most`
      : undefined;
  },
};

function broughtByUs({ cells, ledger }: World): readonly string[] {
  const onBoard = Object.entries(cells).flatMap(([item, cell]) =>
    isCellInFlight(cell) && changeOf(cell, newest(cell)).by !== 'person' ? [item] : [],
  );
  const decided = Object.entries(ledger.state.items).flatMap(([item, { move }]) =>
    move && isInFlight(move.to) && cells[item] ? [item] : [],
  );
  return [...onBoard, ...decided];
}
