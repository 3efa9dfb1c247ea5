import type { BoardItem } from '../../core/board-item.ts';
import { formatItemId } from '../../core/item-id.ts';
import { ProviderError } from '../../core/provider-error.ts';
import { inPipelineOrder } from '../../core/states.ts';
import { tooMany } from '../../core/text/github-error.ts';
import type { Card, IssueWithCards } from '../../github/projects/project-cards.ts';
import type { ResolvedBoard } from './resolve-board.ts';

/** An issue as the board shows it. */
export function boardItemOf(issue: IssueWithCards, board: ResolvedBoard): BoardItem {
  const { id, title, body, url, open, createdAt, openBlockers } = issue;
  const cards = cardsOn(board, issue);
  const states = cards.flatMap(({ value }) => board.states.filter((state) => state.id === value?.optionId));
  return {
    id,
    title,
    body,
    url,
    open,
    createdAt,
    openBlockers,
    states: inPipelineOrder(states),
    ...(cards.length > 1 && { cards: cards.length }),
  };
}

export function cardsOn(
  { project }: ResolvedBoard,
  { id, cards, hasMoreCards }: IssueWithCards,
): readonly Card[] {
  if (hasMoreCards) {
    const message = tooMany(`read the cards of ${formatItemId(id)}`, cards.length);
    throw new ProviderError({ reason: 'answer-unexpected', message });
  }
  return cards.filter((card) => card.project === project);
}
