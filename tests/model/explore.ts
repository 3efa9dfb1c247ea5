import type { Taken } from './invariants/invariant.ts';
import { forgotten } from './invariants/no-lost-wake-up.ts';
import { Scripts } from './script.ts';
import type { Step } from './step.ts';
import type { Story } from './story.ts';
import type { Surroundings } from './world/events.ts';
import { Identities } from './world/identities.ts';
import { keyOf } from './world/key-of.ts';
import { afterOnePass, isAtRest } from './world/settle.ts';
import { steps } from './world/steps.ts';
import type { World } from './world/world.ts';

export interface CounterExample {
  readonly invariant: string;
  readonly message: string;
  readonly path: readonly Step[];
}

export interface Exploration {
  readonly states: number;
  readonly depth: number;
  /** Every state that can be reached was looked at. */
  readonly isComplete: boolean;
  readonly counterExample: CounterExample | undefined;
}

/** Judges steps, and worlds that have come to rest. One for a story: it remembers the rests that it has judged. */
export class Judge {
  readonly #story: Story;
  readonly #around: Surroundings;
  readonly #identities: Identities;
  readonly #rests = new Map<string, string | undefined>();

  constructor(story: Story, around: Surroundings, identities: Identities) {
    this.#story = story;
    this.#around = around;
    this.#identities = identities;
  }

  step(taken: Taken): Omit<CounterExample, 'path'> | undefined {
    for (const { id, broken } of this.#story.invariants) {
      const message = broken(taken);
      if (message !== undefined) return { invariant: id, message };
    }
    return undefined;
  }

  rest(world: World, faultsAtFirst: number): Omit<CounterExample, 'path'> | undefined {
    if (!isAtRest(world)) return undefined;
    const { wakesItself, passes, rules } = this.#story;
    if (wakesItself && world.faults === faultsAtFirst) {
      const [message] = forgotten(world, rules);
      if (message !== undefined) return { invariant: 'I6', message: `${message}, though nothing went wrong` };
    }
    if (passes === 0) return undefined;
    const key = keyOf({ ...world, faults: 0, person: [], ended: null }, this.#identities);
    if (!this.#rests.has(key)) this.#rests.set(key, this.#afterPasses(world));
    const message = this.#rests.get(key);
    return message === undefined ? undefined : { invariant: 'I6', message };
  }

  #afterPasses(world: World): string | undefined {
    let now = world;
    for (let pass = 1; pass <= this.#story.passes; pass += 1) now = afterOnePass(now, this.#around);
    const [message] = forgotten(now, this.#story.rules);
    return message && `${message}, after ${this.#story.passes} pass(es) of the reconciler`;
  }
}

interface Visit {
  readonly world: World;
  readonly depth: number;
  readonly from: Visit | null;
  readonly step: Step | null;
}

/** Breadth first, so that what is found is as short as it can be. */
export function explore(story: Story, { atMost = Number.POSITIVE_INFINITY } = {}): Exploration {
  const identities = new Identities();
  const scripts = new Scripts(story.cast, identities);
  const around = { rules: story.rules, scripts };
  const judge = new Judge(story, around, identities);
  const first: Visit = { world: story.begin(scripts), depth: 0, from: null, step: null };
  const visited = new Set([keyOf(first.world, identities)]);
  let edge: Visit[] = [first];
  let depth = 0;
  while (edge.length > 0 && visited.size < atMost) {
    const next: Visit[] = [];
    for (const visit of edge) {
      const found = judge.rest(visit.world, first.world.faults);
      if (found) return end({ ...found, path: pathTo(visit) });
      for (const step of steps(visit.world, around)) {
        const broken = judge.step({ before: visit.world, step, after: step.world, rules: story.rules });
        if (broken) return end({ ...broken, path: [...pathTo(visit), step] });
        const key = keyOf(step.world, identities);
        if (visited.has(key)) continue;
        visited.add(key);
        next.push({ world: step.world, depth: visit.depth + 1, from: visit, step });
      }
    }
    edge = next;
    if (edge.length > 0) depth += 1;
  }
  return end(undefined);

  function end(counterExample: CounterExample | undefined): Exploration {
    return {
      states: visited.size,
      depth,
      isComplete: edge.length === 0 && counterExample === undefined,
      counterExample,
    };
  }
}

function pathTo(visit: Visit): readonly Step[] {
  const path: Step[] = [];
  for (let now: Visit | null = visit; now?.step; now = now.from) path.unshift(now.step);
  return path;
}
