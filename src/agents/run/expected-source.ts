import type { Stage } from '../../core/stages.ts';
import { type States, stateOf } from '../../core/states.ts';
import { isOff } from './demonstration.ts';
import type { Environment } from './surroundings.ts';

/** Interlock 2 of an agent's own moves: the one state from which the move is right. */
export function expectedSource(stage: Stage, states: States, env: Environment): States | undefined {
  if (
    typeof INTERLOCK_DEMONSTRATION !== 'undefined' &&
    INTERLOCK_DEMONSTRATION &&
    isOff('expected-state', env)
  ) {
    return undefined;
  }
  const state = stateOf(stage, states);
  return state ? [state] : [];
}
