import { formatItemId, type ItemId } from '../item-id.ts';
import { type Reason, reasons, remedyAfter } from '../reasons.ts';

/** Every sentence about a move. `item` is a canonical id; states are named as the board names them. */

export function moved(item: string, from: string | undefined, to: string): string {
  return from === undefined
    ? `${item} was moved to "${to}".`
    : `${item} was moved from "${from}" to "${to}".`;
}

/** In `mode: observe`. */
export function wouldMove(item: string, from: string | undefined, to: string): string {
  return `${item} would be moved ${from === undefined ? '' : `from "${from}" `}to "${to}".`;
}

export function alreadyThere(item: string, to: string): string {
  return `${item} is already in "${to}"; nothing was changed.`;
}

interface Refused {
  readonly item: string;
  readonly reason: Extract<Reason, 'state-changed' | 'state-ambiguous' | 'no-stage' | 'item-closed'>;
  readonly previous: string | undefined;
  readonly to: string;
  readonly expected: readonly string[];
}

export function moveRefused({ item, reason, previous, to, expected }: Refused): string {
  return `${item} was not moved to "${to}": ${why(reason, previous, expected)}. ${reasons[reason].remedy}`;
}

/** The board shows nothing against it. */
export function refusedByLedger(item: string, to: string, reason: Reason): string {
  const why = reason === 'state-changed' ? 'Another run has decided to move it.' : reasons[reason].meaning;
  return `${item} was not moved to "${to}". ${why}${remedyAfter(reason)}`;
}

interface Overtaken {
  readonly item: string;
  readonly to: string;
  /** The state in which the board shows the item; `undefined`: in none. */
  readonly now: string | undefined;
  /** Where else it is: in our destination, because we wrote it, or in some other state. */
  readonly also: 'destination' | 'elsewhere' | undefined;
}

/** A person moved the item after we had read it. */
export function overtaken({ item, to, now, also }: Overtaken): string {
  const where = now === undefined ? 'no stage of the board' : `"${now}"`;
  switch (also) {
    case 'destination':
      return `Somebody moved ${item} to ${where} while Interlock moved it to "${to}": it is in both now, and nothing was started. Take it out of one of them.`;
    case 'elsewhere':
      return `${item} was not moved to "${to}": somebody moved it after it was read, and it is in ${where} and in another stage now. Take it out of one of them.`;
    case undefined:
      return `${item} was not moved to "${to}": somebody moved it after it was read, and it is in ${where} now. ${reasons['state-changed'].remedy}`;
  }
}

function why(reason: Refused['reason'], previous: string | undefined, expected: readonly string[]): string {
  switch (reason) {
    case 'state-changed':
      return `expected it in ${listOf(expected)}, found it in "${previous}"`;
    case 'state-ambiguous':
      return `expected it in ${listOf(expected)}, found it in two stages at once (${previous})`;
    case 'no-stage':
      return `expected it in ${listOf(expected)}, found it in no stage of the board`;
    case 'item-closed':
      return `the issue is closed (it is in "${previous}")`;
  }
}

export function itemToMoveMissing(item: string, to: string): string {
  return `${item} was not moved to "${to}": it does not exist, is no issue, or the token cannot see it. ${reasons['item-missing'].remedy}`;
}

export function notMoved(item: string, to: string, why: string): string {
  return `${item} was not moved to "${to}". ${why}`;
}

/** The write was answered with an error, and reading back failed as well. */
export function mayHaveMoved(item: string, to: string, why: string): string {
  return `${item} may have been moved to "${to}", and may be in two stages. ${why}`;
}

/** The write was accepted, and the board cannot be read any more. */
export function movedUnread(item: string, to: string, why: string): string {
  return `${item} was moved to "${to}", and could not be read back. ${why}`;
}

export function brokenOff(item: string, to: string, now: readonly string[], why: string): string {
  const where = now.length === 0 ? 'no stage' : now.map((name) => `"${name}"`).join(' and ');
  return `The move of ${item} to "${to}" broke off: it is in ${where} now. ${why} Running it again is not enough, because nothing moves an item in two stages. Take it out of one of them.`;
}

function listOf(names: readonly string[]): string {
  return names.map((name) => `"${name}"`).join(' or ');
}

interface MergedMove {
  readonly pullRequest: ItemId;
  /** State names. */
  readonly from: string | undefined;
  readonly to: string;
}

/** Said on an item after the merge of its pull request has moved it. */
export function mergedLine({ pullRequest, from, to }: MergedMove): string {
  const way = from === undefined ? `to **${to}**` : `from **${from}** to **${to}**`;
  return `Moved ${way}: ${formatItemId(pullRequest)} was merged.`;
}
