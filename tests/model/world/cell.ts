import type { Sighting } from '../../../src/core/ledger/ledger-command.ts';
import { REPLICA_LAG_MS, type Version } from '../../../src/core/ledger/version.ts';
import { isInFlight, type Stage } from '../../../src/core/stages.ts';
import { timeOf } from './clock.ts';
import type { Cell, Change } from './world.ts';

export function cellIn(stage: Stage): Cell {
  return { history: [{ stage, at: -3600, by: 'person', departures: [] }], open: true, ambiguous: false };
}

/** The number of an item's newest change. */
export function newest(cell: Cell): number {
  return cell.history.length - 1;
}

export function changeOf(cell: Cell, number: number): Change {
  const change = cell.history[number];
  if (!change) throw new Error(`There is no change ${number}`);
  return change;
}

export function stageOf(cell: Cell): Stage | null {
  return changeOf(cell, newest(cell)).stage;
}

export function isCellInFlight(cell: Cell): boolean {
  const stage = stageOf(cell);
  return stage !== null && isInFlight(stage);
}

/** Changes that a replica may still take for the newest: those that were replaced within its lag. */
export function stillShown(cell: Cell, now: number): readonly number[] {
  return cell.history.flatMap((_, number) => {
    const replacement = cell.history[number + 1];
    return replacement && (now - replacement.at) * 1000 <= REPLICA_LAG_MS ? [number] : [];
  });
}

export function sightingOf(cell: Cell, number: number, now: number): Sighting {
  const isNow = number === newest(cell);
  return {
    version: versionOf(changeOf(cell, number)),
    open: cell.open,
    ambiguous: isNow && cell.ambiguous,
    readAt: timeOf(now),
  };
}

export function versionOf({ stage, at }: Change): Version {
  return { stage, at: timeOf(at) };
}

export function changed(cell: Cell, change: Omit<Change, 'departures'>): Cell {
  return { ...cell, ambiguous: false, history: [...cell.history, { ...change, departures: [] }] };
}
