import { expect } from 'vitest';
import {
  type ActionFaultWorld,
  actionFlow,
  type BoardType,
  comments,
  entries,
  ITEM,
  stages,
  takeAway,
} from './action-flow.ts';

const BLOCKER = 7;
const agents = { 'backlog-manager': {} };
const inputs = () => ({ task: 'run', project: 'web', agent: 'backlog-manager' });

const lookAt = async (world: ActionFaultWorld) => ({
  labels: stages(world),
  entries: entries(world),
  // One, whatever it says: that of a move that broke off says so, though a person completed it.
  comments: comments(world).map((body) => body.split('\n').at(-1)),
});

const help = async (world: ActionFaultWorld, { message }: { readonly message: string }) => {
  if (stages(world).length === 1) return 'run again' as const;
  expect(message).toMatch(/broke off: it is in "Backlog" and "Todo" now/);
  await takeAway(world, 'Backlog');
  return 'done' as const;
};

/** The item names an older one as its dependency, which has to be looked up, and GitHub lists another. */
const selectOn = (board: BoardType, name: string) =>
  actionFlow({
    name,
    board,
    agents,
    inputs,
    help,
    fill: ({ add }) => {
      add({ number: BLOCKER, title: 'Tables', stage: 'Done' });
      add({ number: 8, title: 'Columns', state: 'closed' });
      add({ number: 9, title: 'Rows', stage: 'Done' });
      add({
        number: ITEM,
        title: 'Sort',
        body: 'Depends on #8',
        stage: 'Backlog',
        blockedBy: [9],
      });
    },
    look: lookAt,
  });

export const selectionFlow = selectOn('github-labels', 'the backlog-manager, selecting');
export const cardSelectionFlow = selectOn('github-projects', 'the backlog-manager, selecting cards');

export const allBlockedFlow = actionFlow({
  name: 'the backlog-manager, all blocked',
  agents,
  inputs,
  help,
  fill: ({ add }) => {
    add({ number: BLOCKER, title: 'Tables' });
    add({ number: ITEM, title: 'Sort', stage: 'Backlog', blockedBy: [BLOCKER] });
  },
  // The run says it too, and that it could not say it there; the next one tries again.
  look: async (world, struck) => ({
    ...(await lookAt(world)),
    ...(/Status/.test(struck?.key ?? '') && { comments: [] }),
  }),
});
