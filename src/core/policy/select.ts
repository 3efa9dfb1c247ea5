import { type BoardItem, isAmbiguous } from '../board-item.ts';
import { formatItemId } from '../item-id.ts';
import { isInFlight } from '../stages.ts';

/**
 * Items that count against the capacity, those in the middle of a move if in doubt. Issues that somebody closed without
 * moving them do not.
 */
export function inFlight(items: readonly BoardItem[]): readonly BoardItem[] {
  return items.filter((item) => item.open && item.states.some((state) => isInFlight(state.stage)));
}

/** The items that may be selected, in the stated order: oldest first, then by canonical id. */
export function candidates(items: readonly BoardItem[]): readonly BoardItem[] {
  return items
    .filter((item) => item.open && !isAmbiguous(item) && item.states[0]?.stage === 'backlog')
    .sort(inOrder);
}

/** Negative where `a` comes first. */
export function inOrder(a: BoardItem, b: BoardItem): number {
  return compare(a.createdAt, b.createdAt) || a.id.number - b.id.number || compare(name(a), name(b));
}

function compare(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}

function name(item: BoardItem): string {
  return formatItemId(item.id);
}
