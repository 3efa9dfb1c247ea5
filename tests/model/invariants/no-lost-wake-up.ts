import { changeOf, isCellInFlight, newest } from '../world/cell.ts';
import type { Rules, World } from '../world/world.ts';

/** I6: the items that somebody should be working on and nobody is. Asked where nothing is left to happen. */
export function forgotten(world: World, { maxInFlight }: Rules): readonly string[] {
  const { cells, ledger, runs } = world;
  const live = Object.values(runs).filter(({ phase }) => phase !== 'over');
  // Two stages at once count as in flight until a person has taken one away.
  const inFlight = Object.values(cells).filter((cell) => cell.ambiguous || isCellInFlight(cell)).length;
  const isFilling = live.some(({ agent }) => agent === 'backlog-manager');
  return Object.entries(cells).flatMap(([item, cell]): readonly string[] => {
    const { stage, by } = changeOf(cell, newest(cell));
    const isHandedOver =
      ledger.state.items[item]?.needsHuman || world.stopped.some((one) => one.item === item);
    const isOld = cell.history.length === 1 && !ledger.state.items[item] && stage !== 'backlog';
    const record = ledger.state.items[item];
    // A run that GitHub had lost sight of wrote it: nobody can tell that from a person's hand.
    const isTakenForPersons = record?.under === null && record.move === null;
    const isWorkedOn = live.some((run) => run.item === item);
    if (!cell.open || cell.ambiguous || isHandedOver || isOld || isWorkedOn) return [];
    switch (stage) {
      case 'backlog':
        return inFlight < maxInFlight && !isFilling ? [`${item} waits in backlog, and there is room`] : [];
      case 'todo':
        return [`${item} is in todo, and no run is coming`];
      case 'in-progress':
        return by === 'person' || isTakenForPersons ? [] : [`${item} is in progress, and its run is gone`];
      default:
        return [];
    }
  });
}
