import { formatItemId, type ItemId } from '../item-id.ts';

export interface BlockedItem {
  readonly id: ItemId;
  /** One sentence for each thing that the item waits for. */
  readonly blockers: readonly string[];
}

const MOST_ITEMS = 20;
const MOST_BLOCKERS = 10;

/** For a backlog in which everything waits. */
export function blockedLine(notLookedAt: number): string {
  return `There is free capacity, but every item of the backlog ${lookedAt(notLookedAt)}waits for something.`;
}

/** What each of its items waits for. The same situation gives the same text, which is then not written again. */
export function blockedDetails(blocked: readonly BlockedItem[]): string {
  return [
    ...bounded(
      blocked.map((item) => `- ${formatItemId(item.id)}: ${blockerList(item)}`),
      MOST_ITEMS,
      (rest) => `- and ${rest} more`,
    ),
    '',
    'Interlock looks again when a pull request is merged or an item enters the backlog.',
  ].join('\n');
}

function lookedAt(notLookedAt: number): string {
  return notLookedAt === 0 ? '' : `that was looked at (${notLookedAt} more were not) `;
}

function blockerList({ blockers }: BlockedItem): string {
  return bounded(blockers, MOST_BLOCKERS, (rest) => `${rest} more`).join('; ');
}

function bounded(lines: readonly string[], most: number, more: (rest: number) => string): readonly string[] {
  return lines.length <= most ? lines : [...lines.slice(0, most), more(lines.length - most)];
}
