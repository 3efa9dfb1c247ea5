import { evolve } from '../../../src/core/ledger/evolve.ts';
import type { LedgerState } from '../../../src/core/ledger/ledger-state.ts';
import type { ModelAnswer, ModelEffect, Play } from '../actors/model-effect.ts';
import type { Story } from '../story.ts';

/** The protocol with one of its rules taken out. A checker that does not notice proves nothing. */
export interface Mutant {
  readonly name: string;
  /** What was taken out. */
  readonly broken: string;
  /** The invariants of which one at least must break. */
  readonly breaks: readonly string[];
  readonly story: Story;
}

/** A play whose every effect may be exchanged for others before the world sees it. */
export type Twist = (effect: ModelEffect) => Generator<ModelEffect, ModelAnswer, ModelAnswer>;

/** Plays the real thing, but lets `twist` stand between it and the world. A twist is made anew for each play. */
export function* twisted(play: Play, twist: Twist): Play {
  let step = play.next();
  while (!step.done) step = play.next(yield* twist(step.value));
  return step.value;
}

/** Hands the effect on as it is. */
export function* asIs(effect: ModelEffect): Generator<ModelEffect, ModelAnswer, ModelAnswer> {
  return yield effect;
}

/** Decides on a ledger that looks different from what it is. What is appended follows from the real one. */
export function lens(look: (state: LedgerState) => LedgerState): () => Twist {
  return () => {
    let real: LedgerState | undefined;
    return function* (effect) {
      if (effect.kind === 'commit' && real) {
        return yield { ...effect, state: evolve(real, effect.entry) };
      }
      const answer = yield effect;
      if (effect.kind !== 'read-ledger') return answer;
      const ledger = answer as Extract<ModelAnswer, { kind: 'ledger' }>;
      if (ledger.kind !== 'ledger') return answer;
      real = ledger.state;
      return { ...ledger, state: look(ledger.state) };
    };
  };
}
