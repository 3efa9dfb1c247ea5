import { takesPlace } from '../agents/project-agents.ts';
import type { Config } from '../config/config.ts';
import { type ItemId, itemKey } from '../item-id.ts';
import { parseRunName } from '../run-name.ts';

/** A run of the agents' workflow that has not ended: it works, waits for its group or its approval, or is queued. */
export interface UnfinishedRun {
  readonly id: number;
  /** What its `run-name` came to. */
  readonly displayTitle: string;
}

/** An item whose dispatch was put off. */
export interface WaitingItem {
  readonly id: ItemId;
  /** Since when, as text that sorts by time. */
  readonly since: string;
}

/** How many items may be worked on at the same time, and whose runs count. */
export interface Places {
  readonly maxRuns: number;
  readonly isTakenBy: (agent: string) => boolean;
}

export function placesOf({ maxRuns, agents }: Pick<Config, 'maxRuns' | 'agents'>): Places {
  return { maxRuns, isTakenBy: (agent) => takesPlace(agent, agents.registry) };
}

/**
 * The items that are implemented by these runs, or about to be. Items and not runs are counted: however many runs one
 * item has, its concurrency group lets one of them work. A run whose name says nothing may be anybody's, and counts.
 */
export function itemsAtWork(runs: readonly UnfinishedRun[], { isTakenBy }: Places): ReadonlySet<string> {
  const keys = runs.flatMap(({ id, displayTitle }) => {
    const name = parseRunName(displayTitle);
    if (!name) return [`run ${id}`];
    return isTakenBy(name.agent) ? [name.subject.toLowerCase()] : [];
  });
  return new Set(keys);
}

/** Whether as many other items are at work as may be. The item's own earlier run holds up nobody but the item. */
export function isFull(item: ItemId, runs: readonly UnfinishedRun[], places: Places): boolean {
  const others = new Set(itemsAtWork(runs, places));
  others.delete(itemKey(item));
  return others.size >= places.maxRuns;
}

interface OwnRun {
  readonly id: number;
  /** The run whose place it takes. It has done its work, and dispatched this one with its last step. */
  readonly takesPlaceOf: number | undefined;
}

/**
 * The runs that count for a run when it looks whether it may work: those that were there before it. Of all that work at
 * one moment the one with the highest id saw every other, so that two dispatches which both saw the last free place do
 * not both get it.
 */
export function runsBefore(own: OwnRun, runs: readonly UnfinishedRun[]): readonly UnfinishedRun[] {
  return runs.filter(({ id }) => id < own.id && id !== own.takesPlaceOf);
}

/** Those of the waiting items that may start now, the longest waiting first. */
export function nextWaiting(
  waiting: readonly WaitingItem[],
  runs: readonly UnfinishedRun[],
  places: Places,
): readonly ItemId[] {
  const atWork = itemsAtWork(runs, places);
  return waiting
    .filter(({ id }) => !atWork.has(itemKey(id)))
    .toSorted((a, b) => compare(a.since, b.since) || a.id.number - b.id.number)
    .slice(0, Math.max(0, places.maxRuns - atWork.size))
    .map(({ id }) => id);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

/**
 * The cause of a run that another one starts with its last step, in its own place. The new one may begin before the other
 * has ended in GitHub's eyes, and must not take it for one that works.
 */
export function causeAfter(runId: number, cause: string): string {
  return `${cause} after-${runId}`;
}

/** The run whose place is taken; `undefined` for every other cause. */
export function runOfHandover(cause: string): number | undefined {
  const id = / after-(\d{1,15})$/.exec(cause)?.[1];
  return id === undefined ? undefined : Number(id);
}
