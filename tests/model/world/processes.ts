import type { ModelAnswer } from '../actors/model-effect.ts';
import { nameOf, type Spec } from '../actors/spec.ts';
import type { Scripts } from '../script.ts';
import { endRun } from './runs.ts';
import type { Process, World } from './world.ts';

export function processOf(spec: Spec, scripts: Scripts): Process {
  const process: Process = {
    name: nameOf(spec),
    spec,
    scene: scripts.begin(spec),
    run: 'run' in spec ? spec.run : null,
    saw: {},
    shown: {},
    aware: [],
    knows: {},
    decidedOn: {},
    inDoubt: null,
    denied: null,
    listed: [],
    holds: null,
    works: null,
  };
  return noted(process);
}

export function withProcess(world: World, process: Process): World {
  return { ...world, processes: [...world.processes, process] };
}

export function replaceProcess(
  world: World,
  name: string,
  change: (process: Process) => Partial<Process>,
): World {
  const processes = world.processes.map((process) =>
    process.name === name ? { ...process, ...change(process) } : process,
  );
  return { ...world, processes };
}

export function withoutProcess(world: World, name: string): World {
  return { ...world, processes: world.processes.filter((process) => process.name !== name) };
}

/** The process is given its answer. One that asks for nothing more has ended, and its run with it. */
export function answered(world: World, name: string, answer: ModelAnswer, scripts: Scripts): World {
  const next = replaceProcess(world, name, (process) => {
    const scene = scripts.next(process.scene, answer);
    return noted({ ...process, scene });
  });
  const process = next.processes.find((one) => one.name === name);
  if (!process || process.scene.effect) return next;
  const without = {
    ...withoutProcess(next, name),
    ended: { name, denied: process.denied, end: process.scene.end },
  };
  return process.run ? endRun(without, process.run, 'completed') : without;
}

function noted(process: Process): Process {
  return process.scene.notes.reduce<Process>((now, note) => {
    switch (note.kind) {
      case 'holds':
        return { ...now, holds: { claim: note.claim, subjects: note.subjects } };
      case 'works':
        return { ...now, works: note.item };
      case 'ended': {
        const denied = now.inDoubt !== null && saysNo(note.end) ? note.end : now.denied;
        return { ...now, denied, inDoubt: null };
      }
    }
  }, process);
}

/** Whether the end of a protocol, or one of its ends, is that something was not done. */
function saysNo(end: unknown): boolean {
  if (Array.isArray(end)) return end.some(saysNo);
  if (typeof end !== 'object' || end === null) return false;
  if ('verdicts' in end) return saysNo(end.verdicts);
  const said = 'kind' in end ? end.kind : 'outcome' in end ? end.outcome : undefined;
  return typeof said === 'string' && ['refused', 'noop', 'lost'].includes(said);
}
