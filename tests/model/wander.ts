import { type CounterExample, Judge } from './explore.ts';
import { randomOf, shuffled } from './random.ts';
import { Scripts } from './script.ts';
import { shrink } from './shrink.ts';
import type { Step } from './step.ts';
import type { Story } from './story.ts';
import { Identities } from './world/identities.ts';
import { keyOf } from './world/key-of.ts';
import { steps } from './world/steps.ts';
import type { World } from './world/world.ts';

export interface Wandering {
  /** Distinct states. */
  readonly states: number;
  readonly depth: number;
  readonly counterExample: CounterExample | undefined;
}

/** New states that are looked at from one place, before the search begins again from the start. */
const STAY = 2_000;

/**
 * Where there is too much to see everything: goes somewhere at random, looks at what is new around there depth first, and
 * goes elsewhere. The same seed goes the same way; how far it gets depends on when it is told to stop.
 */
export function wander(
  story: Story,
  { seed, isOver }: { readonly seed: number; readonly isOver: () => boolean },
): Wandering {
  const random = randomOf(seed);
  const identities = new Identities();
  const scripts = new Scripts(story.cast, identities);
  const around = { rules: story.rules, scripts };
  const judge = new Judge(story, around, identities);
  const first = story.begin(scripts);
  const visited = new Set([keyOf(first, identities)]);
  let depth = 0;
  let counterExample: CounterExample | undefined;

  while (!isOver() && !counterExample) {
    const { world, path } = stroll();
    if (!counterExample) lookAround(world, path);
  }
  return { states: visited.size, depth, counterExample: counterExample && shrink(story, counterExample) };

  /** Any way from the beginning, of any length. */
  function stroll(): { readonly world: World; readonly path: readonly Step[] } {
    let world = first;
    const path: Step[] = [];
    for (let left = Math.floor(random() * 60); left > 0 && !counterExample; left -= 1) {
      const next = steps(world, around);
      const step = next[Math.floor(random() * next.length)];
      if (!step) break;
      path.push(step);
      visit(world, step, path);
      world = step.world;
    }
    return { world, path };
  }

  function lookAround(from: World, path: readonly Step[]): void {
    const edge: { readonly world: World; readonly path: Path }[] = [
      {
        world: from,
        path: path.reduce<Path>((before, step) => ({ before, step, length: before.length + 1 }), START),
      },
    ];
    const enough = visited.size + STAY;
    while (edge.length > 0 && visited.size < enough && !counterExample) {
      const here = edge.pop();
      if (!here) break;
      const rest = judge.rest(here.world, first.faults);
      if (rest) counterExample = { ...rest, path: listOf(here.path) };
      for (const step of shuffled(steps(here.world, around), random)) {
        const way: Path = { before: here.path, step, length: here.path.length + 1 };
        if (visit(here.world, step, way)) edge.push({ world: step.world, path: way });
        if (counterExample) return;
      }
    }
  }

  /** Judges a step; whether it leads somewhere new. */
  function visit(before: World, step: Step, path: Path | readonly Step[]): boolean {
    const broken = judge.step({ before, step, after: step.world, rules: story.rules });
    if (broken) counterExample = { ...broken, path: 'before' in path ? listOf(path) : [...path] };
    const key = keyOf(step.world, identities);
    if (visited.has(key)) return false;
    visited.add(key);
    depth = Math.max(depth, path.length);
    return true;
  }
}

/** A way, sharing its beginning with others. */
interface Path {
  readonly before: Path | null;
  readonly step: Step | null;
  readonly length: number;
}

const START: Path = { before: null, step: null, length: 0 };

function listOf(path: Path): readonly Step[] {
  const list: Step[] = [];
  for (let now: Path | null = path; now?.step; now = now.before) list.unshift(now.step);
  return list;
}
