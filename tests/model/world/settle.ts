import { nameOf } from '../actors/spec.ts';
import { type Surroundings, started } from './events.ts';
import { perform } from './perform.ts';
import { answered, processOf, withProcess } from './processes.ts';
import { endRun, runnerOf } from './runs.ts';
import type { World } from './world.ts';

/** Longer than a replica lags, than a dispatch is given to arrive, and than a moved item is remembered. */
const PERIOD_S = 660;

/** Whether nothing is left to happen but people and the passing of time. */
export function isAtRest(world: World): boolean {
  return (
    world.processes.length === 0 &&
    world.webhooks.length === 0 &&
    world.late.length === 0 &&
    Object.values(world.runs).every((run) => run.phase !== 'running')
  );
}

/** One period later: the reconciler passes, all is readable, and the runs that it starts go their way undisturbed. */
export function afterOnePass(world: World, around: Surroundings): World {
  const { scripts } = around;
  const later: World = { ...world, now: world.now + PERIOD_S, faults: 0, person: [], webhooks: [] };
  const noticed = Object.values(world.runs).reduce(
    (now, run) => (run.phase === 'running' && !runnerOf(now, run) ? endRun(now, run, 'completed') : now),
    later,
  );
  const reconciler = processOf({ role: 'reconciler', number: 1 + reconcilers(world) }, scripts);
  let now = drive(withProcess(noticed, reconciler), around);
  for (;;) {
    const next = Object.values(now.runs).find(({ phase }) => phase === 'queued');
    if (!next) return now;
    now = drive(started(now, next, scripts), around);
  }
}

/** Reconcilers need ids that the ledger has not seen; whatever its newest entries are called tells. */
function reconcilers({ ledger }: World): number {
  const prefix = nameOf({ role: 'reconciler', number: 0 }).replace('0', '');
  const numbers = ledger.state.recent.flatMap((id) =>
    id.startsWith(prefix) ? [Number.parseInt(id.slice(prefix.length), 10)] : [],
  );
  return Math.max(0, ...numbers);
}

function drive(world: World, { rules, scripts }: Surroundings): World {
  let now = world;
  for (let [process] = now.processes; process; [process] = now.processes) {
    const { effect } = process.scene;
    const outcome = effect && perform(now, process, effect, rules)[0];
    if (!outcome) throw new Error(`${process.name} asks for nothing and has not ended`);
    // Nobody lags here, so each second shows what the one before it left.
    const later = { ...outcome.world, now: outcome.world.now + 1 };
    now = answered(later, process.name, outcome.answer, scripts);
  }
  return { ...now, webhooks: [] };
}
