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
 * Finds the state that `text` means: by provider id, then by state name, then by stage key, names and keys trimmed and
 * without regard to case. The first of the three that matches decides; two matches there are reported, never guessed.
 */
export function matchState(text: string, states: States): StateMatch {
  for (const isMeant of [
    ({ id }: State) => id === text.trim(),
    ({ name }: State) => isSameName(name, text),
    ({ stage }: State) => isKey(text, stage),
  ]) {
    const found = states.filter(isMeant);
    const [first] = found;
    if (found.length > 1) return { kind: 'several', states: found };
    if (first) return { kind: 'one', state: first };
  }
  return { kind: 'none' };
}

/**
 * "Todo" is no key but the usual name of that stage: where it is called "Ready", a board may have a "Todo" that is none of
 * the stages. Only `todo` as it is written is the key.
 */
function isKey(text: string, stage: Stage): boolean {
  const isUsualName = isSameName(text, DEFAULT_STATE_NAMES[stage]);
  return text.trim() === stage || (isSameName(text, stage) && !isUsualName);
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
