import { viewLedger } from '../ledger/ledger-view.ts';
import {
  type ActionFaultWorld,
  actionFlow,
  type BoardType,
  comments,
  ITEM,
  putInto,
  stages,
  takeAway,
} from './action-flow.ts';
import * as implementation from './implementation-flows.ts';

const moveOn = (board: BoardType, name: string) =>
  actionFlow({
    name,
    board,
    agents: {},
    hasLedger: true,
    fill: ({ add }) => add({ number: ITEM, title: 'Sort', stage: 'Backlog' }),
    inputs: ({ repository }) => ({
      task: 'move',
      item: `${repository.fullName}#${ITEM}`,
      destination: 'todo',
      'expected-source-state': 'backlog',
    }),
    help: async (world) => {
      if (!(await isDecided(world))) return 'run again';
      // The reconciler would write what was decided. Whoever is faster may do so by hand.
      await putInto(world, 'Todo');
      return 'done';
    },
    look: async (world) => ({ stages: stages(world), ...(await owed(world)) }),
  });

export const ledgerMoveFlow = moveOn('github-labels', 'a move with a ledger');
export const ledgerCardMoveFlow = moveOn('github-projects', 'a move of a card with a ledger');

export const claimedFlow = actionFlow({
  name: 'the implementation, under a claim',
  agents: implementation.agents,
  hasLedger: true,
  inputs: implementation.inputs,
  fill: ({ add }) => add({ number: ITEM, title: 'Sort', stage: 'Todo' }),
  help: async (world, ending) => {
    if (stages(world).join() === 'Todo' && (await isDecided(world))) {
      await takeAway(world, 'Todo');
      await putInto(world, 'Todo');
    }
    return implementation.help(world, ending);
  },
  look: async (world) => {
    const { branches: _, ...seen } = await implementation.look(world);
    return { ...seen, ...(await owed(world)) };
  },
});

export const claimedSelectionFlow = actionFlow({
  name: 'the backlog-manager, under a claim',
  agents: { 'backlog-manager': {} },
  hasLedger: true,
  inputs: () => ({ task: 'run', project: 'web', agent: 'backlog-manager' }),
  fill: ({ add }) => add({ number: ITEM, title: 'Sort', stage: 'Backlog' }),
  help: async (world) => {
    if (!(await isDecided(world))) return 'run again';
    await putInto(world, 'Todo');
    return 'done';
  },
  look: async (world) => ({
    stages: stages(world),
    comments: comments(world).length,
    ...(await owed(world)),
  }),
});

/** A move of the item stands in the ledger, and is not known to be on the board. */
async function isDecided({ repository }: ActionFaultWorld): Promise<boolean> {
  const { items } = await viewLedger(repository).state();
  return Object.values(items).some(({ move }) => move !== null);
}

/** Nothing stays held, and no run is owed to anybody. */
async function owed({ repository }: ActionFaultWorld) {
  const { claims, dispatches, breaker } = await viewLedger(repository).state();
  return { claims, dispatches, breaker };
}
