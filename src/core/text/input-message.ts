import { reasons } from '../reasons.ts';
import type { State, States } from '../states.ts';
import { cut } from './cut.ts';

/** The sentences about inputs and surroundings that do not fit. What was given is data: it is quoted, and cut off. */

export function inputProblems(problems: readonly string[]): string {
  return `${problems.join('; ')}. ${reasons['input-invalid'].remedy}`;
}

export function itemIdInvalid(given: string): string {
  return `\`item\` is ${quoted(given)}, which is not the name of an item. ${reasons['item-id-invalid'].remedy}`;
}

/** Follows the name of the input. */
export function hasBlanksAround(given: string): string {
  return `is ${visible(given)}, with a blank at an end. The concurrency group of a workflow is made of the input as it is written, so with the blank this run would be in a group of its own, beside a run for the same work: write \`${given.trim()}\``;
}

/** Follows the name of the input. */
export function hasBlank(given: string): string {
  return `is ${visible(given)}. A blank in it makes the name of the run unreadable: leave the input out, or write it without blanks`;
}

export function unknownProject(given: string, known: string, path: string): string {
  return `\`project\` is ${quoted(given)}, but ${path} configures "${known}". ${reasons['unknown-project'].remedy}`;
}

export function itemNeeded(agent: string): string {
  return `\`item\` is missing: ${agent} works on an item`;
}

export function itemNotTaken(agent: string): string {
  return `\`item\` is given, but ${agent} works on the project and looks at all of its items: leave it empty`;
}

export function unknownAgent(given: string, known: readonly string[]): string {
  return `\`agent\` is ${quoted(given)}; the configuration has ${list(known)}. ${reasons['unknown-agent'].remedy}`;
}

export function unknownState(input: string, given: string, states: States): string {
  return `\`${input}\` is ${quoted(given)}, which is not a stage or a state of this board. It has ${list(states.map(describeState))}. ${reasons['unknown-state'].remedy}`;
}

export function ambiguousState(input: string, given: string, states: States): string {
  return `\`${input}\` is ${quoted(given)}, which means more than one state: ${list(states.map(describeState))}. ${reasons['unknown-state'].remedy}`;
}

export function itemForeign(item: string, repositories: readonly string[]): string {
  return `${item} is in no repository of the project, which has ${list(repositories)}. ${reasons['item-foreign'].remedy}`;
}

export function namedItemMissing(item: string): string {
  return `${item} does not exist, is no issue, or the token cannot see it. ${reasons['item-missing'].remedy}`;
}

export function notInActions(missing: readonly string[]): string {
  return `This is a step of a GitHub Actions workflow; ${list(missing)} ${missing.length === 1 ? 'is' : 'are'} not set.`;
}

export function patienceInvalid(given: string): string {
  return `INTERLOCK_PATIENCE is ${quoted(given)}; it takes a number above 0, at most 1000: how many times longer than usual to wait. Leave it out to wait as usual.`;
}

function describeState({ stage, name }: State): string {
  return `"${name}" (${stage})`;
}

function quoted(given: string): string {
  return JSON.stringify(cut(given, 80));
}

/** Blanks of every kind, and what cannot be seen, as escapes. */
function visible(given: string): string {
  return quoted(given).replaceAll(
    /[^\x20-\x7e…]/gu,
    (character) => `\\u{${character.codePointAt(0)?.toString(16) ?? ''}}`,
  );
}

function list(names: readonly string[]): string {
  return names.length === 0 ? 'none' : names.join(', ');
}
