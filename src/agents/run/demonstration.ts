import type { Stage } from '../../core/stages.ts';
import { type States, stateOf } from '../../core/states.ts';
import type { Environment } from './surroundings.ts';

/**
 * Replaced by the bundler: true only in the demonstration bundle, which shows what happens without an interlock.
 * In the shipped bundles it is false, so that a place of use,
 * `if (typeof INTERLOCK_DEMONSTRATION !== 'undefined' && INTERLOCK_DEMONSTRATION && isOff('...', env))`,
 * disappears together with this module. `typeof` is for running from source, where nothing replaces it.
 */
declare global {
  const INTERLOCK_DEMONSTRATION: boolean;
}

export type Switchable = 'expected-state' | 'one-pull-request';

/** Whether the replay has switched this interlock off. */
export function isOff(interlock: Switchable, env: Readonly<Record<string, string | undefined>>): boolean {
  return (env['INTERLOCK_DEMONSTRATION_OFF'] ?? '').split(',').includes(interlock);
}

/** Interlock 2 of an agent's own moves: the one state from which the move is right. */
export function expectedSource(stage: Stage, states: States, env: Environment): States | undefined {
  const state = stateOf(stage, states);
  return demonstratedExpectation(state ? [state] : [], env);
}

/** What a move expects; nothing, where the replay has switched that off. */
export function demonstratedExpectation(expected: States, env: Environment): States | undefined {
  if (
    typeof INTERLOCK_DEMONSTRATION !== 'undefined' &&
    INTERLOCK_DEMONSTRATION &&
    isOff('expected-state', env)
  ) {
    return undefined;
  }
  return expected;
}
