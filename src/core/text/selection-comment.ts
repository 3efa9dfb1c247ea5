import { formatItemId, type ItemId } from '../item-id.ts';
import { marker } from './marker.ts';

export interface Selection {
  readonly project: string;
  /** State name that the item goes to. */
  readonly destination: string;
  /** Items in flight before this one, and the bound on them. */
  readonly inFlight: number;
  readonly maxInFlight: number;
  /** Older items of the backlog that were passed over because they wait for something. */
  readonly blockedBefore: number;
  readonly resolved: readonly ItemId[];
  readonly runUrl: string;
}

/** Posted before the move: why this item, why now. */
export function selectionComment(selection: Selection): string {
  return [
    marker(selection.project, 'selected'),
    `Moving to **${selection.destination}**: ${why(selection)}`,
  ].join('\n');
}

/** Takes the place of the selection comment if the move did not happen. `message` is the move's own sentence. */
export function selectionUndoneComment(selection: Selection, message: string): string {
  return [
    marker(selection.project, 'selected'),
    `Was selected for **${selection.destination}**, but not moved: ${message}`,
    '',
    `[Run](${selection.runUrl})`,
  ].join('\n');
}

function why(selection: Selection): string {
  const { inFlight, maxInFlight, blockedBefore, resolved, runUrl } = selection;
  const order =
    blockedBefore === 0
      ? 'the oldest item of the backlog'
      : `the oldest item of the backlog that waits for nothing (${blockedBefore} older ${blockedBefore === 1 ? 'one is' : 'ones are'} blocked)`;
  const dependencies =
    resolved.length === 0
      ? 'It names no dependency.'
      : `Its dependencies are finished: ${resolved.map(formatItemId).join(', ')}.`;
  return `it is ${order}, and ${inFlight} of at most ${maxInFlight} ${maxInFlight === 1 ? 'item is' : 'items are'} in flight. ${dependencies}\n\n[Run](${runUrl})`;
}
