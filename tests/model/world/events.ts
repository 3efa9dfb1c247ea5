import type { Spec } from '../actors/spec.ts';
import type { Scripts } from '../script.ts';
import type { Step } from '../step.ts';
import { changed, changeOf, newest, stageOf } from './cell.ts';
import type { Happened } from './outcome.ts';
import { placeItem } from './perform-board.ts';
import { landEntry } from './perform-ledger.ts';
import { processOf, withoutProcess, withProcess } from './processes.ts';
import { dispatched, endRun, runnerOf, withRun } from './runs.ts';
import type { LateRequest, PersonAct, Rules, Run, World } from './world.ts';

export interface Surroundings {
  readonly rules: Rules;
  readonly scripts: Scripts;
}

/** What happens without a process asking for it: on GitHub, by a person, and with time. */
export function events(world: World, around: Surroundings): readonly Step[] {
  return [
    ...runEvents(world, around),
    ...webhookEvents(world, around),
    ...lateEvents(world, around),
    ...personEvents(world, around),
    ...timeEvents(world, around),
  ];
}

function runEvents(world: World, { rules, scripts }: Surroundings): readonly Step[] {
  const steps: Step[] = [];
  for (const run of Object.values(world.runs)) {
    if (run.phase === 'queued' && rules.starts.includes(run.agent) && world.processes.length < rules.actors) {
      steps.push({
        name: `start ${run.id}`,
        says: () => `GitHub starts run ${run.id} of ${run.agent}`,
        world: started(world, run, scripts),
      });
    }
    if (run.phase === 'running' && runnerOf(world, run) === undefined) {
      steps.push({
        name: `notice ${run.id}`,
        says: () => `GitHub sees that run ${run.id} is dead`,
        world: endRun(world, run, 'completed'),
      });
    }
  }
  return steps;
}

export function started(world: World, run: Run, scripts: Scripts): World {
  const running = withRun(world, { ...run, phase: 'running' });
  return withProcess(running, processOf(specOf(run), scripts));
}

function specOf({ id, attempt, key, item, agent }: Run): Spec {
  const run = { id, attempt };
  if (agent === 'backlog-manager') return { role: 'backlog-manager', run, key };
  if (agent === 'implementation' && item !== null) return { role: 'implementation', run, key, item };
  throw new Error(`No run of ${agent} can be started`);
}

function webhookEvents(world: World, { rules, scripts }: Surroundings): readonly Step[] {
  return world.webhooks.flatMap((webhook, index): readonly Step[] => {
    const { item, enters } = webhook;
    const rest = { ...world, webhooks: world.webhooks.filter((_, other) => other !== index) };
    const steps: Step[] = [];
    const number = 1 + deliveries(world);
    if (world.processes.length < rules.actors) {
      const router = processOf({ role: 'router', number, ...webhook }, scripts);
      const step = (name: string, says: string, next: World): Step => ({
        name: `${name} ${item} ${enters}`,
        says: () => `the webhook of ${item} in ${enters} ${says}`,
        world: withProcess(next, router),
      });
      steps.push(step('deliver', 'arrives', rest));
      if (world.faults > 0 && rules.faults.includes('duplicate-webhook')) {
        steps.push(step('deliver twice', 'arrives, and will again', { ...world, faults: world.faults - 1 }));
      }
    }
    if (world.faults > 0 && rules.faults.includes('drop-webhook')) {
      steps.push({
        name: `drop ${item} ${enters}`,
        says: () => `the webhook of ${item} in ${enters} is lost`,
        world: { ...rest, faults: world.faults - 1 },
      });
    }
    return steps;
  });
}

/** Routers need names that nobody has; those that are gone need not be told apart. */
function deliveries({ processes }: World): number {
  const numbers = processes.flatMap(({ spec }) => (spec.role === 'router' ? [spec.number] : []));
  return Math.max(0, ...numbers);
}

function lateEvents(world: World, { rules }: Surroundings): readonly Step[] {
  return world.late.map((request, index): Step => {
    const rest = { ...world, late: world.late.filter((_, other) => other !== index) };
    return { name: `land ${index}`, ...land(rest, request, rules) };
  });
}

function land(world: World, request: LateRequest, rules: Rules): Pick<Step, 'says' | 'world' | 'happened'> {
  switch (request.kind) {
    case 'commit': {
      const { by, entry, head } = request;
      if (String(world.ledger.head) !== head) {
        return { says: () => `the late append of ${by.name} meets a newer head`, world };
      }
      const happened: Happened = { kind: 'appended', by, entry };
      return {
        says: () => `the late append of ${by.name} lands`,
        world: landEntry(world, request),
        happened,
      };
    }
    case 'send': {
      const { key, dispatch } = request;
      const next = dispatched(world, { ...dispatch, key }, rules);
      return { says: () => `a late dispatch of ${key} lands`, world: next };
    }
    case 'write': {
      const { by, item, to } = request;
      const cell = world.cells[item];
      if (!cell) return { says: () => `the late write of ${by.name} finds no item`, world };
      const happened: Happened = { kind: 'written', by, item, to, over: newest(cell) };
      const next = placeItem(world, item, { to, by: by.name, rules });
      return { says: () => `the late write of ${by.name} puts ${item} into ${to}`, world: next, happened };
    }
  }
}

function personEvents(world: World, around: Surroundings): readonly Step[] {
  return world.person.flatMap((deed, index): readonly Step[] => {
    const rest = { ...world, person: world.person.filter((_, other) => other !== index) };
    const next = personDoes(rest, deed, around);
    return next === undefined
      ? []
      : [{ name: `person ${JSON.stringify(deed)}`, says: () => describeDeed(deed), world: next }];
  });
}

function personDoes(world: World, deed: PersonAct, { rules, scripts }: Surroundings): World | undefined {
  switch (deed.kind) {
    case 'move': {
      const { item, to } = deed;
      const placed = placeItem(world, item, { to, by: 'person', rules });
      return placed === world
        ? undefined
        : { ...placed, stopped: placed.stopped.filter((one) => one.item !== item) };
    }
    case 'blur':
      return withCell(world, deed.item, (cell) => ({
        ...changed(cell, { stage: stageOf(cell), at: world.now + rules.secondsPerChange, by: 'person' }),
        ambiguous: true,
      }));
    case 'close':
      return withCell(world, deed.item, (cell) => ({ ...cell, open: false }));
    case 'delete': {
      const { [deed.item]: gone, ...cells } = world.cells;
      return gone && { ...world, cells };
    }
    case 'cancel': {
      const run = world.runs[deed.run];
      if (!run || run.phase === 'over') return undefined;
      const runner = world.processes.find((process) => process.name === runnerOf(world, run));
      const killed = runner ? withoutProcess(world, runner.name) : world;
      const stopped = [...world.stopped, ...stoppedBy(world, run)];
      return endRun({ ...killed, stopped }, run, 'cancelled');
    }
    case 'rerun': {
      const run = world.runs[deed.run];
      if (run?.phase !== 'over' || world.processes.length >= rules.actors) return undefined;
      const again = { ...run, attempt: run.attempt + 1, end: null, since: world.now };
      return started(world, again, scripts);
    }
  }
}

/** Who moved the item by hand since has asked for another run, whichever is cancelled. */
function stoppedBy(world: World, { item, id }: Run): World['stopped'] {
  const cell = item === null ? undefined : world.cells[item];
  if (!cell || item === null) return [];
  const isAskedAgain = newest(cell) > 0 && changeOf(cell, newest(cell)).by === 'person';
  return isAskedAgain ? [] : [{ item, run: id }];
}

function describeDeed(deed: PersonAct): string {
  switch (deed.kind) {
    case 'move':
      return `a person moves ${deed.item} to ${deed.to}`;
    case 'blur':
      return `a person gives ${deed.item} a second stage label`;
    case 'close':
      return `a person closes ${deed.item}`;
    case 'delete':
      return `a person deletes ${deed.item}`;
    case 'cancel':
      return `a person cancels run ${deed.run}`;
    case 'rerun':
      return `a person re-runs run ${deed.run}`;
  }
}

function timeEvents(world: World, { rules }: Surroundings): readonly Step[] {
  const seconds = rules.jumps[world.jumps];
  if (seconds === undefined) return [];
  const next = { ...world, now: world.now + seconds, jumps: world.jumps + 1 };
  return [{ name: 'time', says: () => `${seconds} seconds pass`, world: next }];
}

function withCell(
  world: World,
  item: string,
  change: (cell: NonNullable<World['cells'][string]>) => NonNullable<World['cells'][string]>,
): World | undefined {
  const cell = world.cells[item];
  return cell && { ...world, cells: { ...world.cells, [item]: change(cell) } };
}
