import { Scripts } from './script.ts';
import type { Step } from './step.ts';
import type { Story } from './story.ts';
import { Identities } from './world/identities.ts';
import { steps } from './world/steps.ts';

/** A story in which nothing goes wrong: one process after the other goes its way, until nothing is left to happen. */
export function undisturbed(story: Story): readonly Step[] {
  const scripts = new Scripts(story.cast, new Identities());
  const path: Step[] = [];
  for (let world = story.begin(scripts); ; ) {
    const [step] = steps(world, { rules: story.rules, scripts });
    if (!step) return path;
    path.push(step);
    world = step.world;
  }
}
