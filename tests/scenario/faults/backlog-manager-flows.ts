import { expect } from 'vitest';
import {
  type ActionFaultWorld,
  actionFlow,
  comments,
  entries,
  ITEM,
  labels,
  takeAway,
} from './action-flow.ts';

const BLOCKER = 7;
const agents = { 'backlog-manager': {} };
const inputs = () => ({ task: 'run', project: 'web', agent: 'backlog-manager' });

const lookAt = async (world: ActionFaultWorld) => ({
  labels: labels(world),
  entries: entries(world),
  // A selection that came to nothing says so, and stands above the one that did not. That of a move that broke off is
  // the one of the move that a person completed.
  comments: comments(world)
    .filter((body) => !body.includes('but not moved') || body.includes('broke off'))
    .map((body) => body.split('\n').at(-1)),
});

const help = async (world: ActionFaultWorld, { message }: { readonly message: string }) => {
  if (labels(world).length === 1) return 'run again' as const;
  expect(message).toMatch(/broke off: it is in "Backlog" and "Todo" now/);
  await takeAway(world, 'Backlog');
  return 'done' as const;
};

/** The item names an older one as its dependency, which has to be looked up, and GitHub lists another. */
export const selectionFlow = actionFlow({
  name: 'the backlog-manager, selecting',
  agents,
  inputs,
  help,
  fill: ({ repository }) => {
    repository.addIssue({ number: BLOCKER, title: 'Tables', labels: ['Done'] });
    repository.addIssue({ number: 8, title: 'Columns', state: 'closed' });
    repository.addIssue({ number: 9, title: 'Rows', labels: ['Done'] });
    repository.addIssue({
      number: ITEM,
      title: 'Sort',
      body: 'Depends on #8',
      labels: ['Backlog'],
      blockedBy: [9],
    });
  },
  look: lookAt,
});

export const allBlockedFlow = actionFlow({
  name: 'the backlog-manager, all blocked',
  agents,
  inputs,
  help,
  fill: ({ repository }) => {
    repository.addIssue({ number: BLOCKER, title: 'Tables' });
    repository.addIssue({ number: ITEM, title: 'Sort', labels: ['Backlog'], blockedBy: [BLOCKER] });
  },
  look: lookAt,
});
