import Mustache from 'mustache';
import { STAGES } from '../stages.ts';
import type { States } from '../states.ts';

/** What one run is about: it decides which names a prompt may use. */
type Scope = 'project' | 'item' | 'pull-request';

/** The values that a prompt's names stand for. Text by people is not among them: see `compose-prompt.ts`. */
export interface PromptValues {
  readonly project: string;
  /** The board's own names. A stage that the board lacks has none, so that `{{#states.x}}` can ask for it. */
  readonly states: States;
  /** How many items may be in flight. */
  readonly capacity: number;
  /** Canonical id of the item, for the scopes that have one. */
  readonly item?: string;
  readonly pullRequest?: number;
}

const PROJECT_NAMES = ['project', 'capacity', ...STAGES.map((stage) => `states.${stage}`)];

const NAMES: Readonly<Record<Scope, readonly string[]>> = {
  project: PROJECT_NAMES,
  item: [...PROJECT_NAMES, 'item'],
  'pull-request': [...PROJECT_NAMES, 'item', 'pullRequest'],
};

/** By name: what `{{> name}}` stands for. */
export type PromptPartials = Readonly<Record<string, string>>;

type Token = readonly [type: string, value: string, from: number, to: number, inner?: readonly Token[]];

/**
 * Finds what is wrong with a prompt before any run needs it: a name that no value has, a partial that does not exist, a tag
 * that does not end. A name that Mustache does not know would silently become nothing, and the sentence around it wrong.
 *
 * @returns one sentence a problem, in the order of the text.
 */
export function checkPrompt(template: string, scope: Scope, partials: PromptPartials): readonly string[] {
  let tokens: readonly Token[];
  try {
    tokens = Mustache.parse(template) as readonly Token[];
  } catch (error) {
    return [`the prompt is no template: ${(error as Error).message}`];
  }
  return problemsIn(tokens, { scope, partials, open: [] });
}

interface Known {
  readonly scope: Scope;
  readonly partials: PromptPartials;
  /** Partials around this text. */
  readonly open: readonly string[];
}

function problemsIn(tokens: readonly Token[], known: Known): readonly string[] {
  return tokens.flatMap(([type, name, , , inner]) => {
    switch (type) {
      case 'text':
      case '!':
        return [];
      case '>':
        return problemsInPartial(name, known);
      case '#':
      case '^':
        return [...unknownName(name, known), ...problemsIn(inner ?? [], known)];
      case 'name':
      case '&':
        return unknownName(name, known);
      default:
        return [`the prompt changes the delimiters of the template ({{=...=}}): leave that out`];
    }
  });
}

function problemsInPartial(name: string, known: Known): readonly string[] {
  const text = known.partials[name];
  if (text === undefined) {
    return [
      `the prompt includes {{> ${name}}}, which does not exist: ${listed(Object.keys(known.partials))}`,
    ];
  }
  if (known.open.includes(name)) return [`the prompt includes {{> ${name}}} inside of itself`];
  return problemsIn(Mustache.parse(text) as readonly Token[], { ...known, open: [...known.open, name] });
}

function unknownName(name: string, { scope }: Known): readonly string[] {
  if (NAMES[scope].includes(name)) return [];
  return [`the prompt uses {{${name}}}, which has no value for the scope ${scope}: ${listed(NAMES[scope])}`];
}

function listed(names: readonly string[]): string {
  return names.length === 0 ? 'there is none' : `use one of ${names.join(', ')}`;
}

/** Fills in a prompt that `checkPrompt` found no problem in. */
export function renderPrompt(template: string, values: PromptValues, partials: PromptPartials): string {
  const { states, ...rest } = values;
  const names = Object.fromEntries(states.map(({ stage, name }) => [stage, name]));
  // A prompt is no HTML: nothing is escaped.
  return Mustache.render(template, { ...rest, states: names }, { ...partials }, { escape: String });
}
