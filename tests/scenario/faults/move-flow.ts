import { expect } from 'vitest';
import { actionFlow, type BoardType, entries, ITEM, stages, takeAway } from './action-flow.ts';

const moveOn = (board: BoardType, name: string, guard: Readonly<Record<string, string>>) =>
  actionFlow({
    name,
    board,
    agents: {},
    fill: ({ add }) => add({ number: ITEM, title: 'Sort', stage: 'Backlog' }),
    inputs: ({ repository }) => ({
      task: 'move',
      item: `${repository.fullName}#${ITEM}`,
      destination: 'todo',
      ...guard,
    }),
    help: async (world, { message }) => {
      if (stages(world).length === 1) return 'run again';
      // The message is all that its reader has to go by.
      expect(message).toMatch(/broke off: it is in "Backlog" and "Todo" now/);
      await takeAway(world, 'Backlog');
      return 'done';
    },
    look: async (world) => ({ labels: stages(world), entries: entries(world) }),
  });

const GUARD = { 'expected-source-state': 'backlog' };

export const moveFlow = moveOn('github-labels', 'a guarded move', GUARD);
export const cardMoveFlow = moveOn('github-projects', 'a guarded move of a card', GUARD);
export const plainCardMoveFlow = moveOn('github-projects', 'a plain move of a card', {});
