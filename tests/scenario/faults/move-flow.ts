import { expect } from 'vitest';
import { actionFlow, entries, ITEM, labels, takeAway } from './action-flow.ts';

export const moveFlow = actionFlow({
  name: 'a guarded move',
  agents: {},
  fill: ({ repository }) => {
    repository.addIssue({ number: ITEM, title: 'Sort', labels: ['Backlog'] });
  },
  inputs: ({ repository }) => ({
    task: 'move',
    item: `${repository.fullName}#${ITEM}`,
    destination: 'todo',
    'expected-source-state': 'backlog',
  }),
  help: async (world, { message }) => {
    if (labels(world).length === 1) return 'run again';
    // The message is all that its reader has to go by.
    expect(message).toMatch(/broke off: it is in "Backlog" and "Todo" now/);
    await takeAway(world, 'Backlog');
    return 'done';
  },
  look: async (world) => ({ labels: labels(world), entries: entries(world) }),
});
