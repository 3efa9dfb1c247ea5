import type { State, States } from '../states.ts';
import { cut } from './cut.ts';

/** What a model is told when a call fails. Each message says what to do next. */
export function toolNotOffered(name: string, offered: readonly string[]): string {
  return `You have no tool ${quoted(name)}. Your tools are ${offered.join(', ')}.`;
}

export function toolArgumentsInvalid(name: string, problems: readonly string[]): string {
  return `The arguments of ${name} are not right, and nothing was done: ${problems.join('; ')}. Correct them and call ${name} again.`;
}

export function toolLimitReached(name: string, most: number): string {
  return `You have called ${name} ${most} times, which is as often as one run may. Go on without it, or end with finish and say what is left.`;
}

export function toolTextRefused(argument: string, why: string): string {
  return `The text of ${quoted(argument)} was not posted: ${why}. Write it in your own words and call the tool again.`;
}

export function secretInText(): string {
  return 'Nothing was done: an argument holds a secret of this run. Never write credentials into any text. Call the tool again without it.';
}

export function toolBroke(name: string): string {
  return `${name} failed inside Interlock, and what it did is unknown. Do not repeat it. Look at the item with get_work_item if you can, or end with finish { outcome: "blocked" }.`;
}

export function toolFailedOutside(name: string, message: string): string {
  return `${name} did not succeed: ${message} If it still fails after another call, end with finish { outcome: "blocked" } and say so.`;
}

export function unknownStateArgument(argument: string, given: string, states: States): string {
  return `${argument} is ${quoted(given)}, which is not one state of this board, and nothing was done. The states are ${namesOf(states)}.`;
}

export function moveNotAllowed(
  destination: State,
  moves: readonly { readonly from: State; readonly to: State }[],
): string {
  const allowed = moves.map(({ from, to }) => `${quoted(from.name)} to ${quoted(to.name)}`);
  const own =
    allowed.length === 0 ? 'You may move no items.' : `You may move items from ${allowed.join(', ')}.`;
  return `You may not move items to ${quoted(destination.name)}, and nothing was read or moved. ${own}`;
}

export function expectationMissing(destination: State, sources: States): string {
  const values = sources.map(({ name }) => `expectedSourceState: ${quoted(name)}`).join(' or ');
  return `A move to ${quoted(destination.name)} needs the state that you expect the item to be in, and nothing was read or moved. Call move_work_item again with ${values}.`;
}

export function sourceNotAllowed(source: State, destination: State, sources: States): string {
  return `You may not move items from ${quoted(source.name)} to ${quoted(destination.name)}, and nothing was read or moved. Items may go there from ${namesOf(sources)}.`;
}

export function itemNotYours(item: string, own: string): string {
  return `This run works on ${own} and may not change ${item}. Nothing was done. Name ${own}, or leave the other item alone.`;
}

export function itemOutsideProject(item: string, repositories: readonly string[]): string {
  return `${item} is not an item of this project, whose repositories are ${repositories.join(', ')}. Nothing was read or done.`;
}

export function noSuchItem(item: string): string {
  return `There is no issue ${item}, or it cannot be read. Nothing was done. Take its name from list_work_items.`;
}

export function finishedNotListed(name: string): string {
  return `Items in ${quoted(name)} are finished and cannot be listed. Leave that state out, or read one of them with get_work_item.`;
}

export function nothingIsWritten(): string {
  return 'The project only observes, so nothing was written. Go on as if it had been, or end with finish.';
}

/** Said on an item before its move. @param why harmless Markdown of an agent. */
export function movingBecause(destination: string, why: string): string {
  return `Moving to **${destination}**: ${why}`;
}

/** Said on an item whose move was announced and did not happen. */
export function notMovedAfterAll(destination: string, message: string): string {
  return `Was chosen for **${destination}**, but not moved: ${message}`;
}

/** At the end of an item that an agent created. @param origin the item that it worked on. */
export function createdBy(agent: string, origin: string | undefined): string {
  return `_Created by the agent ${agent}${origin === undefined ? '' : `, which worked on ${origin}`}._`;
}

export function noRepositoryName(given: string): string {
  return `repository is ${quoted(given)}, which is no name of a repository, and nothing was done. Write owner/repository, or leave it out.`;
}

/** An issue is there, and not on the board yet. */
export function createdUnplaced(item: string, state: string, message: string): string {
  return `${item} was created, and could not be put into ${quoted(state)}: ${message} Call create_work_item again with the same title: it finds the item and puts it there.`;
}

export function textChanged(item: string): string {
  return `Somebody changed ${item} after you read it, and nothing was written. Read it with get_work_item, take over what is new, and call update_work_item again with the revision that you get.`;
}

export function textTooLong(item: string, most: number): string {
  return `The text of ${item} is longer than the ${most} characters that you were shown, so that a new one would lose the rest. Nothing was written. Say what is to be changed with comment_on_work_item.`;
}

export function noSuchEntry(item: string, entry: string, entries: readonly string[]): string {
  const known = entries.slice(0, 20).map(quoted).join(', ');
  const rest = known === '' ? 'Its text has no boxes.' : `Its boxes are ${known}.`;
  return `${item} has no box with the text ${quoted(entry)}, and nothing was done. ${rest}`;
}

export function linkedWithItself(item: string): string {
  return `Both names are ${item}, and nothing was done. Name two items.`;
}

export function waitsAlready(item: string, dependsOn: string): string {
  return `${dependsOn} waits for ${item} already. Two items that wait for each other would never start, and nothing was done. If the order is the other one, call remove_dependency first.`;
}

export function partOfAnother(subItem: string, parent: string): string {
  return `${subItem} is a part of ${parent} already, and an item can be a part of one item only. Nothing was done. Leave it there, or take it away with remove_sub_item first.`;
}

function namesOf(states: States): string {
  return states.map(({ name, stage }) => `${quoted(name)} (${stage})`).join(', ');
}

function quoted(name: string): string {
  return JSON.stringify(cut(name, 100));
}
