import { STAGES, type Stage } from './stages.ts';

/** A board's own name for a stage. `id` is the provider's id where it has one. */
export interface State {
  readonly stage: Stage;
  readonly name: string;
  readonly id?: string;
}

/** The states of one board, at most one for each stage, in pipeline order. */
export type States = readonly State[];

/** The names used when a configuration names none. */
export const DEFAULT_STATE_NAMES: Readonly<Record<Stage, string>> = {
  splitting: 'Splitting',
  planning: 'Planning',
  backlog: 'Backlog',
  todo: 'Todo',
  'in-progress': 'In progress',
  'in-review': 'In review',
  done: 'Done',
  merged: 'Merged',
};

export type StateMatch =
  | { readonly kind: 'one'; readonly state: State }
  | { readonly kind: 'none' }
  | { readonly kind: 'several'; readonly states: States };

/**
 * Finds the state that `text` means: by provider id or by state name, trimmed and without regard to case, then by stage
 * key as it is written. The first of the three that matches decides; two matches there are reported, never guessed. "Todo"
 * is no key: where the stage is called "Ready", a board may have an option "Todo" that is no stage.
 */
export function matchState(text: string, states: States): StateMatch {
  for (const isMeant of [
    ({ id }: State) => id !== undefined && id === text.trim(),
    ({ name }: State) => isSameName(name, text),
    ({ stage }: State) => stage === text.trim(),
  ]) {
    const found = states.filter(isMeant);
    const [first] = found;
    if (found.length > 1) return { kind: 'several', states: found };
    if (first) return { kind: 'one', state: first };
  }
  return { kind: 'none' };
}

/** The state of a stage, if the board has that stage. */
export function stateOf(stage: Stage, states: States): State | undefined {
  return states.find((state) => state.stage === stage);
}

/** Where merged items go: `merged`, or `done` on a board without it. */
export function mergedState(states: States): State | undefined {
  return stateOf('merged', states) ?? stateOf('done', states);
}

/** Compares two names the way boards and people do: trimmed and without regard to case. */
export function isSameName(one: string, other: string): boolean {
  return fold(one) === fold(other);
}

export function inPipelineOrder(states: States): States {
  return [...states].sort((a, b) => STAGES.indexOf(a.stage) - STAGES.indexOf(b.stage));
}

function fold(name: string): string {
  return name.trim().toLowerCase();
}
