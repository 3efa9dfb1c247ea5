import { type CounterExample, Judge } from './explore.ts';
import { Scripts } from './script.ts';
import type { Step } from './step.ts';
import type { Story } from './story.ts';
import { Identities } from './world/identities.ts';
import { steps } from './world/steps.ts';

/** Leaves out one step after the other, as long as the same promise still breaks. */
export function shrink(story: Story, found: CounterExample): CounterExample {
  const identities = new Identities();
  const scripts = new Scripts(story.cast, identities);
  const around = { rules: story.rules, scripts };
  const judge = new Judge(story, around, identities);
  const first = story.begin(scripts);

  let best = found;
  for (let tried = true; tried; ) {
    tried = false;
    for (let index = best.path.length - 1; index >= 0; index -= 1) {
      const shorter = replay(best.path.map(({ name }) => name).filter((_, other) => other !== index));
      if (!shorter || shorter.path.length >= best.path.length) continue;
      best = shorter;
      tried = true;
      break;
    }
  }
  return best;

  /** Steps that cannot be taken any more are passed over. */
  function replay(names: readonly string[]): CounterExample | undefined {
    const path: Step[] = [];
    let world = first;
    for (const name of names) {
      const step = steps(world, around).find((one) => one.name === name);
      if (!step) continue;
      path.push(step);
      const broken = judge.step({ before: world, step, after: step.world, rules: story.rules });
      world = step.world;
      if (broken?.invariant === found.invariant) return { ...broken, path };
    }
    const rest = judge.rest(world, first.faults);
    return rest?.invariant === found.invariant ? { ...rest, path } : undefined;
  }
}
