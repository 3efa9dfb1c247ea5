import { formatItemId, type ItemId } from '../item-id.ts';

/** On the item itself, where it stays true until the item's turn comes: without the number of runs just now. */
export function waitsLine(maxRuns: number): string {
  return `It waits for its turn: ${items(maxRuns)} at the same time (\`max-runs\`). A run starts for it as soon as there is a place.`;
}

export function waits(item: ItemId, maxRuns: number): string {
  return `${formatItemId(item)} waits for its turn: ${items(maxRuns)} at the same time.`;
}

export function startedLine(): string {
  return 'Its turn has come: a run was started for it.';
}

export function waited(item: ItemId): string {
  return `implementation of ${formatItemId(item)}, which waited for its turn`;
}

export function noneWaits(): string {
  return 'no item waits that could start now';
}

/** In the summary of the run whose end made a place. */
export function startedNext(detail: string): string {
  return `Its place went to the ${detail}`;
}

export function notStarted(why: string): string {
  return `Items that wait for a place may not have been started: ${why} The next event or the schedule looks for them.`;
}

function items(count: number): string {
  return count === 1 ? 'one item is implemented' : `at most ${count} items are implemented`;
}
