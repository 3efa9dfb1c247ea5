import { formatItemId, type ItemId } from '../../core/item-id.ts';
import { ProviderError } from '../../core/provider-error.ts';
import type { Stage } from '../../core/stages.ts';
import { type State, stateOf } from '../../core/states.ts';
import * as text from '../../core/text/projects-board.ts';
import { moveCards } from '../../github/projects/move-cards.ts';
import type { Card } from '../../github/projects/project-cards.ts';
import type { Ended } from '../../github/wire/graphql.ts';
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
  connection: ProjectConnection,
  board: ResolvedBoard,
  writes: readonly CardWrite[],
): Promise<readonly Ended<undefined>[]> {
  const { github, config } = connection;
  const moves = writes.map(({ card, to }) => ({ card, option: optionOf(to.stage, board, config) }));
  const ended = await moveCards(github, {
    name: config,
    project: board.project,
    field: board.field,
    moves,
    doing: `move ${writes.map(({ item, to }) => `${formatItemId(item)} to "${to.name}"`).join(', ')}`,
  });
  const results: Ended<undefined>[] = [];
  for (const [index, end] of ended.entries()) {
    const [write, move] = [writes[index], moves[index]];
    if (end.kind === 'failed') results.push(end);
    else if (!write || !move || end.value?.optionId === move.option)
      results.push({ kind: 'done', value: undefined });
    else if (!end.value)
      results.push({ kind: 'failed', error: await whyUnseen(connection, board, write.item, write.to.name) });
    else {
      const message = text.writtenOver(formatItemId(write.item), write.to.name, end.value.name);
      results.push({ kind: 'failed', error: new ProviderError({ reason: 'state-changed', message }) });
    }
  }
  return results;
}

/**
 * The write was accepted, and its answer shows no value of the field. Either somebody emptied it at the same moment, or
 * the field has another name since it was read: then the value is there, under a name that the answer was not asked
 * for.
 */
async function whyUnseen(
  connection: ProjectConnection,
  board: ResolvedBoard,
  item: ItemId,
  to: string,
): Promise<ProviderError> {
  try {
    const { field } = await connection.readAgain();
    const message = text.writtenOver(formatItemId(item), to, undefined);
    // Found by its id, it can be read under its new name.
    const isRenamed = field.name !== board.field.name;
    return new ProviderError({
      reason: 'state-changed',
      message,
      ambiguous: isRenamed,
      tookEffect: isRenamed,
    });
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    const { reason, message } = error;
    return new ProviderError({ reason, message, ambiguous: true, tookEffect: true, cause: error });
  }
}

/** Sets the state of a card. Answers with what the field then shows, even if somebody else set it. */
export async function writeAndSeeCard(
  connection: ProjectConnection,
  board: ResolvedBoard,
  { item, card, to }: { readonly item: ItemId; readonly card: Card; readonly to: Stage },
): Promise<SeenAfterWrite> {
  const { github, config } = connection;
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
  throw await whyUnseen(connection, board, item, to);
}

/** `null`: the option is of no stage. */
export function stageOfOption(option: string, { states }: ResolvedBoard): Stage | null {
  return states.find(({ id }) => id === option)?.stage ?? null;
}

/** The one card of an item; none or several are refused. */
export function theCard(item: ItemId, cards: readonly Card[], project: text.ProjectName): Card {
  const [card] = cards;
  if (!card) {
    throw new ProviderError({ reason: 'no-stage', message: text.notOnBoard(formatItemId(item), project) });
  }
  if (cards.length > 1) {
    const message = text.shownTwice(formatItemId(item), project, cards.length);
    throw new ProviderError({ reason: 'state-ambiguous', message });
  }
  return card;
}

function optionOf(to: Stage, { states }: ResolvedBoard, project: text.ProjectName): string {
  const option = stateOf(to, states)?.id;
  if (option !== undefined) return option;
  throw new ProviderError({ reason: 'unknown-state', message: text.optionMissing(project, to) });
}
