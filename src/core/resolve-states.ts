import { STAGES, type Stage } from './stages.ts';
import { isSameName, type State, type States } from './states.ts';

/** A state as a configuration asks for it: `name` is the name of an option of the board, or its id. */
export interface WantedState extends State {
  /** The board may lack it: nobody named it. */
  readonly isOptional: boolean;
  /** Nobody named it, so that an option called like the key of the stage is meant as well. */
  readonly isDefault: boolean;
}

/** One of the names that a board's field can have. */
export interface Option {
  readonly id: string;
  readonly name: string;
}

export type ResolvedStates =
  | { readonly kind: 'resolved'; readonly states: States }
  | { readonly kind: 'unresolved'; readonly problems: readonly StateProblem[] };

export type StateProblem =
  | { readonly kind: 'missing'; readonly wanted: State }
  | { readonly kind: 'several'; readonly wanted: State; readonly options: readonly Option[] }
  | { readonly kind: 'shared'; readonly stages: readonly Stage[]; readonly option: Option };

/**
 * Finds the options that a configuration means, as they are on the board now: by id, then by name, and a stage that the
 * configuration does not name by its key as well. The first that matches decides. A named option that is gone is reported,
 * whatever else the board has: an option "Todo" beside a configured "Ready" belongs to somebody else. Two options of one
 * name, and two stages that mean one option, are reported and never guessed: a move would go to either.
 */
export function resolveStates(wanted: readonly WantedState[], options: readonly Option[]): ResolvedStates {
  const found: { readonly stage: Stage; readonly option: Option }[] = [];
  const problems: StateProblem[] = [];
  for (const state of wanted) {
    const matches = matchOptions(state, options);
    const [option] = matches;
    if (matches.length > 1) problems.push({ kind: 'several', wanted: state, options: matches });
    else if (option) found.push({ stage: state.stage, option });
    else if (!state.isOptional) problems.push({ kind: 'missing', wanted: state });
  }
  for (const { id, name } of options) {
    const stages = found.filter(({ option }) => option.id === id).map(({ stage }) => stage);
    if (stages.length > 1) problems.push({ kind: 'shared', stages, option: { id, name } });
  }
  if (problems.length > 0) return { kind: 'unresolved', problems };
  const states = STAGES.flatMap((stage) => {
    const option = found.find((one) => one.stage === stage)?.option;
    return option ? [{ stage, name: option.name, id: option.id }] : [];
  });
  return { kind: 'resolved', states };
}

/** The stages that an option may be, as far as it can be told without the board's other options. */
export function possibleStages(option: Option, wanted: readonly WantedState[]): readonly Stage[] {
  return wanted.filter((state) => matchOptions(state, [option]).length > 0).map(({ stage }) => stage);
}

function matchOptions(
  { stage, name, isDefault }: WantedState,
  options: readonly Option[],
): readonly Option[] {
  const tests: readonly ((option: Option) => boolean)[] = [
    (option) => option.id === name.trim(),
    (option) => isSameName(option.name, name),
    (option) => isDefault && isSameName(option.name, stage),
  ];
  for (const test of tests) {
    const matches = options.filter(test);
    if (matches.length > 0) return matches;
  }
  return [];
}
