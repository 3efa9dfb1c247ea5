import type { Step } from '../step.ts';
import type { Rules, World } from '../world/world.ts';

/** A step that was taken, with the worlds before and after it. */
export interface Taken {
  readonly before: World;
  readonly step: Step;
  readonly after: World;
  readonly rules: Rules;
}

export interface Invariant {
  readonly id: 'I1' | 'I2' | 'I3' | 'I4' | 'I5' | 'I6' | 'I7' | 'I8' | 'I9';
  readonly promise: string;
  /** How the step breaks the promise, if it does. */
  readonly broken: (taken: Taken) => string | undefined;
}
