import type { Invariant } from './invariants/invariant.ts';
import type { Casting, Scripts } from './script.ts';
import type { Rules, World } from './world/world.ts';

/** A situation that is explored in every order of its steps. */
export interface Story {
  readonly title: string;
  readonly rules: Rules;
  readonly cast: Casting;
  readonly begin: (scripts: Scripts) => World;
  readonly invariants: readonly Invariant[];
  /** As long as nothing goes wrong, nobody waits for the reconciler. */
  readonly wakesItself: boolean;
  /** Passes of the reconciler after which nothing is forgotten; 0: it is not asked. */
  readonly passes: number;
}
