import type { Step } from '../step.ts';
import { sayEffect } from '../trace.ts';
import { events, type Surroundings } from './events.ts';
import { perform } from './perform.ts';
import { answered, withoutProcess } from './processes.ts';
import { endRun, isRunning } from './runs.ts';
import type { Fault, Process, World } from './world.ts';

/** Every step that can come next: of any process, in any of its outcomes, or of nobody in particular. */
export function steps(world: World, around: Surroundings): readonly Step[] {
  return [...world.processes.flatMap((process) => stepsOf(world, process, around)), ...events(world, around)];
}

function stepsOf(world: World, process: Process, { rules, scripts }: Surroundings): readonly Step[] {
  const { effect } = process.scene;
  const { name } = process;
  if (!effect) return [];
  const may = (fault: Fault): boolean => world.faults > 0 && rules.faults.includes(fault);
  const poorer = { ...world, faults: world.faults - 1 };
  const taken = perform(world, process, effect, rules).flatMap((outcome): readonly Step[] => {
    const { fault, answer, happened } = outcome;
    if (fault && !may(fault)) return [];
    const after = fault ? { ...outcome.world, faults: world.faults - 1 } : outcome.world;
    return [
      {
        name: `${name}: ${effect.kind} ${outcome.name}`,
        says: () => `${name} ${sayEffect(effect, outcome)}`,
        world: answered(after, name, answer, scripts),
        ...(happened && { happened }),
      },
    ];
  });
  const mishaps: Step[] = [];
  if (may('crash')) {
    mishaps.push({
      name: `${name}: crash`,
      says: () => `${name} dies`,
      world: withoutProcess(poorer, name),
    });
  }
  if (may('partition') && process.run && isRunning(world, process.run)) {
    mishaps.push({
      name: `${name}: partition`,
      says: () => `GitHub loses sight of ${name} and ends its run; the process lives on`,
      world: endRun(poorer, process.run, 'completed'),
    });
  }
  return [...taken, ...mishaps];
}
