import { formatItemId, type ItemId } from '../item-id.ts';
import { marker } from './marker.ts';

export interface BlockedItem {
  readonly id: ItemId;
  /** One sentence for each thing that the item waits for. */
  readonly blockers: readonly string[];
}

const MOST_ITEMS = 20;
const MOST_BLOCKERS = 10;

/**
 * One comment for a backlog in which everything waits. It names no run and no time: the same situation gives the
 * same text, and the comment is edited only if something changed.
 */
export function blockedComment(project: string, blocked: readonly BlockedItem[]): string {
  const shown = blocked.slice(0, MOST_ITEMS).map(line);
  const rest = blocked.length - shown.length;
  return [
    marker(project, 'all-blocked'),
    'There is free capacity, but every item of the backlog waits for something:',
    '',
    ...shown,
    ...(rest > 0 ? [`- and ${rest} more`] : []),
    '',
    'Interlock looks again when a pull request is merged or an item enters the backlog.',
  ].join('\n');
}

function line({ id, blockers }: BlockedItem): string {
  const shown = blockers.slice(0, MOST_BLOCKERS);
  const rest = blockers.length - shown.length;
  return `- ${formatItemId(id)}: ${[...shown, ...(rest > 0 ? [`${rest} more`] : [])].join('; ')}`;
}
