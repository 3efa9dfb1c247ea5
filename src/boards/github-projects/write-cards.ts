import { formatItemId, type ItemId } from '../../core/item-id.ts';
import type { Stage } from '../../core/stages.ts';
import { type State, stateOf } from '../../core/states.ts';
import * as text from '../../core/text/projects-board.ts';
import { GitHubError } from '../../github/github-error.ts';
import type { Ended } from '../../github/graphql.ts';
import { moveCards } from '../../github/move-cards.ts';
import type { Card } from '../../github/project-cards.ts';
import type { SeenAfterWrite } from '../board.ts';
import type { ProjectConnection } from './project-connection.ts';
import type { ResolvedBoard } from './resolve-board.ts';

export interface CardWrite {
  readonly item: ItemId;
  /** Node id. */
  readonly card: string;
  readonly to: State;
}

/** Sets states in one request. A value that is not ours in the answer is a failure, and nothing is done about it. */
export async function writeCards(
  { github, config }: ProjectConnection,
  board: ResolvedBoard,
  writes: readonly CardWrite[],
): Promise<readonly Ended<undefined>[]> {
  const moves = writes.map(({ card, to }) => ({ card, option: optionOf(to.stage, board, config) }));
  const ended = await moveCards(github, {
    name: config,
    project: board.project,
    field: board.field,
    moves,
    doing: `move ${writes.map(({ item, to }) => `${formatItemId(item)} to "${to.name}"`).join(', ')}`,
  });
  return ended.map((end, index): Ended<undefined> => {
    const [write, move] = [writes[index], moves[index]];
    if (end.kind === 'failed' || !write || !move)
      return end.kind === 'failed' ? end : { kind: 'done', value: undefined };
    if (end.value?.optionId === move.option) return { kind: 'done', value: undefined };
    const message = text.writtenOver(formatItemId(write.item), write.to.name, end.value?.name);
    return { kind: 'failed', error: new GitHubError({ reason: 'state-changed', message }) };
  });
}

/** Sets the state of a card, and answers with what the field shows then, whoever set it. */
export async function writeAndSeeCard(
  { github, config }: ProjectConnection,
  board: ResolvedBoard,
  { item, card, to }: { readonly item: ItemId; readonly card: Card; readonly to: Stage },
): Promise<SeenAfterWrite> {
  const option = optionOf(to, board, config);
  const [end] = await moveCards(github, {
    name: config,
    project: board.project,
    field: board.field,
    moves: [{ card: card.id, option }],
    doing: `move ${formatItemId(item)} to ${to}`,
  });
  if (end?.kind === 'failed') throw end.error;
  const value = end?.value;
  if (value) {
    const version = { stage: stageOfOption(value.optionId, board), at: value.updatedAt };
    // A field has one value.
    return { version, inBoth: false };
  }
  const message = text.writtenOver(formatItemId(item), to, undefined);
  throw new GitHubError({ reason: 'state-changed', message });
}

/** `null`: the option is of no stage. */
export function stageOfOption(option: string, { states }: ResolvedBoard): Stage | null {
  return states.find(({ id }) => id === option)?.stage ?? null;
}

/** The one card of an item; none or several are refused. */
export function theCard(item: ItemId, cards: readonly Card[], project: text.ProjectName): Card {
  const [card] = cards;
  if (!card) {
    throw new GitHubError({ reason: 'no-stage', message: text.notOnBoard(formatItemId(item), project) });
  }
  if (cards.length > 1) {
    const message = text.shownTwice(formatItemId(item), project, cards.length);
    throw new GitHubError({ reason: 'state-ambiguous', message });
  }
  return card;
}

function optionOf(to: Stage, { states }: ResolvedBoard, project: text.ProjectName): string {
  const option = stateOf(to, states)?.id;
  if (option !== undefined) return option;
  throw new GitHubError({ reason: 'unknown-state', message: text.stageMissing(project, to) });
}
