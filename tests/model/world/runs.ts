import type { Life } from '../../../src/core/ledger/protocol/effect.ts';
import { isSameRun, type RunReference } from '../../../src/core/ledger/run-reference.ts';
import { timeOf } from './clock.ts';
import type { Rules, Run, World } from './world.ts';

export type NewRun = Pick<Run, 'agent' | 'item' | 'key'>;

/** A run is dispatched. Of those that wait for one group, GitHub keeps the newest. */
export function dispatched(world: World, { agent, item, key }: NewRun, rules: Rules): World {
  const id = 1 + Object.keys(world.runs).length;
  const group = rules.groups === 'off' ? null : groupOf({ agent, item });
  const isBusy =
    group !== null && Object.values(world.runs).some((run) => run.group === group && isLive(run));
  const fresh = { id, attempt: 1, agent, item, key, group, end: null, since: world.now };
  if (!isBusy) return withRun(world, { ...fresh, phase: 'queued' });
  if (rules.groups === 'drop') {
    return withRun(world, { ...fresh, phase: 'over', end: 'evicted' });
  }
  const runs = Object.values(world.runs).map((run) =>
    run.group === group && run.phase === 'pending' ? over(run, 'evicted', world.now) : run,
  );
  return withRun(
    { ...world, runs: Object.fromEntries(runs.map((run) => [run.id, run])) },
    {
      ...fresh,
      phase: 'pending',
    },
  );
}

export function groupOf({ agent, item }: Pick<Run, 'agent' | 'item'>): string {
  return item === null ? agent : `${agent}/${item}`;
}

export function withRun(world: World, run: Run): World {
  return { ...world, runs: { ...world.runs, [run.id]: run } };
}

/** The attempt is over, and the next of its group has its turn. */
export function endRun(world: World, { id, attempt }: RunReference, end: NonNullable<Run['end']>): World {
  const run = world.runs[id];
  if (run?.attempt !== attempt || run.phase === 'over') return world;
  const ended = withRun(world, over(run, end, world.now));
  const { group } = run;
  const next = Object.values(ended.runs).find((one) => one.group === group && one.phase === 'pending');
  const hasGroup =
    group !== null && !Object.values(ended.runs).some((one) => one.group === group && isLive(one));
  return next && hasGroup ? withRun(ended, { ...next, phase: 'queued' }) : ended;
}

export function isRunning(world: World, { id, attempt }: RunReference): boolean {
  const run = world.runs[id];
  return run?.attempt === attempt && run.phase === 'running';
}

/** What GitHub says of an attempt. */
export function lifeOf(world: World, { id, attempt }: RunReference): Life {
  const run = world.runs[id];
  if (!run) return { kind: 'unknown' };
  if (run.attempt > attempt) return { kind: 'over', since: timeOf(run.since), end: 'completed' };
  return run.phase === 'over'
    ? { kind: 'over', since: timeOf(run.since), end: run.end ?? 'completed' }
    : { kind: 'alive' };
}

export function runnerOf(world: World, run: RunReference): string | undefined {
  return world.processes.find((process) => process.run && isSameRun(process.run, run))?.name;
}

function over(run: Run, end: NonNullable<Run['end']>, since: number): Run {
  return { ...run, phase: 'over', end, since };
}

function isLive({ phase }: Run): boolean {
  return phase === 'queued' || phase === 'running';
}
