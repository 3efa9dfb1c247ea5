import { formatItemId, type ItemId } from '../item-id.ts';

export interface Selection {
  /** State name that the item goes to. */
  readonly destination: string;
  /** Items in flight before this one, and the bound on them. */
  readonly inFlight: number;
  readonly maxInFlight: number;
  /** Older items of the backlog that were passed over, because they wait or were moved by somebody else. */
  readonly passedOver: number;
  /** Items of the backlog that were not looked at. */
  readonly notLookedAt: number;
  readonly resolved: readonly ItemId[];
  /** What its text names and does not exist. */
  readonly missing: readonly ItemId[];
}

/** Said before the move: why this item, why now. */
export function selectionLine(selection: Selection): string {
  const { inFlight, maxInFlight } = selection;
  return `Moving to **${selection.destination}**: it is ${order(selection)}${lookedAt(selection)}, with ${inFlight} of at most ${maxInFlight} in flight. ${dependencies(selection)}`;
}

/** Said after a move that did not happen. `message` is the move's own sentence. */
export function selectionUndoneLine(selection: Selection, message: string): string {
  return `Was selected for **${selection.destination}**, but not moved: ${message}`;
}

function order({ passedOver }: Selection): string {
  if (passedOver === 0) return 'the oldest item of the backlog';
  return `the oldest item of the backlog that can start (${passedOver} older ${passedOver === 1 ? 'one' : 'ones'} cannot)`;
}

function lookedAt({ notLookedAt }: Selection): string {
  return notLookedAt === 0 ? '' : `, of those that were looked at (${notLookedAt} more were not)`;
}

function dependencies({ resolved, missing }: Selection): string {
  const [finished, none] = [resolved, missing].map(list);
  if (missing.length === 0)
    return resolved.length === 0 ? 'It names no dependency.' : `Finished before it: ${finished}.`;
  const before = resolved.length === 0 ? '' : `Finished before it: ${finished}. `;
  return `${before}Its text names ${none} as something to wait for, and there is no such issue or pull request, so nothing waits for that. If another one was meant, correct the text and move the item back.`;
}

const MOST_NAMED = 20;

function list(ids: readonly ItemId[]): string {
  const named = ids.slice(0, MOST_NAMED).map(formatItemId).join(', ');
  return ids.length > MOST_NAMED ? `${named} and ${ids.length - MOST_NAMED} more` : named;
}
