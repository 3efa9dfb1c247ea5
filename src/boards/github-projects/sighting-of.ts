import type { Sighting } from '../../core/ledger/ledger-command.ts';
import { inPipelineOrder } from '../../core/states.ts';
import type { IssueWithCards } from '../../github/projects/project-cards.ts';
import { cardsOn } from './board-item-of.ts';
import type { ResolvedBoard } from './resolve-board.ts';

/**
 * Where an issue is on the board, and since when its field says so; `undefined` if the board does not show it. A field
 * that was emptied has no time, so the card's own time counts.
 */
export function sightingOfCards(
  issue: IssueWithCards,
  board: ResolvedBoard,
  readAt: string,
): Sighting | undefined {
  const cards = cardsOn(board, issue);
  if (cards.length === 0) return undefined;
  const states = board.states.filter(({ id }) => cards.some(({ value }) => value?.optionId === id));
  const times = cards.map(({ value, updatedAt }) => value?.updatedAt ?? updatedAt).sort();
  return {
    version: { stage: inPipelineOrder(states)[0]?.stage ?? null, at: times.at(-1) ?? issue.createdAt },
    open: issue.open,
    ambiguous: cards.length > 1,
    readAt,
  };
}
