import { expect } from 'vitest';
import {
  type ActionFaultWorld,
  actionFlow,
  comments,
  entries,
  ITEM,
  putInto,
  stages,
  takeAway,
} from './action-flow.ts';
import type { Ending } from './flow.ts';

const agents = { implementation: { engine: 'command', command: 'echo sorted >> sorted.md' } };

const inputs = ({ repository }: ActionFaultWorld) => ({
  task: 'run',
  project: 'web',
  agent: 'implementation',
  item: `${repository.fullName}#${ITEM}`,
});

/** What a person reads, on the item or in the run, and what they do because of it. */
async function help(world: ActionFaultWorld, ending: Ending): Promise<'run again' | 'done'> {
  const states = stages(world).join(' + ');
  const isOpen = world.repository.pullRequests().some(({ state }) => state === 'open');
  switch (states) {
    case 'Todo':
      return 'run again';
    case 'In progress + Todo':
      expect(ending.message).toMatch(/broke off: it is in "Todo" and "In progress" now/);
      await takeAway(world, 'In progress');
      world.putBack += 1;
      return 'run again';
    case 'In progress':
      if (isOpen && ending.message.includes('/pull/')) {
        await putInto(world, 'In review');
        return 'done';
      }
      // Nobody looks at a run: that the item waits has to stand on the item.
      expect(comments(world).join()).toContain(`The implementation stopped (\`${ending.reason}\`)`);
      await putInto(world, 'Todo');
      world.putBack += 1;
      return 'run again';
    case 'In progress + In review':
      expect(ending.message).toMatch(/\/pull\/.* broke off: it is in "In progress" and "In review" now/s);
      await takeAway(world, 'In progress');
      return 'done';
    default:
      throw new Error(`Nobody would know what to do with an item in ${states}`);
  }
}

async function look(world: ActionFaultWorld) {
  const { repository } = world;
  const entered = entries(world);
  return {
    labels: stages(world),
    // Each time that a person put it back was a visit of its own.
    starts: entered.filter((label) => label === 'In progress').length - world.putBack,
    pullRequests: repository
      .pullRequests()
      .map(({ head, base, state, title }) => ({ head, base, state, title })),
    branches: Object.keys(await repository.branches()).sort(),
    stops: comments(world).filter((body) => body.includes('The implementation stopped')),
    comments: Math.max(1, comments(world).length),
  };
}

export const implementationFlow = actionFlow({
  name: 'the implementation, opening a pull request',
  agents,
  inputs,
  help,
  look,
  fill: ({ repository }) => {
    repository.addIssue({ number: ITEM, title: 'Sort', labels: ['Todo'] });
  },
});

/** Its pull request is open, and a comment of an earlier run that stopped is there to be rewritten. */
export const secondVisitFlow = actionFlow({
  name: 'the implementation, visiting for the second time',
  agents,
  inputs,
  help,
  look,
  fill: async (world) => {
    const { repository } = world;
    repository.addIssue({ number: ITEM, title: 'Sort', labels: ['Todo'] });
    await repository.addPullRequest({
      title: 'Sort',
      head: `interlock/web/web-${ITEM}`,
      files: { 'sorted.md': 'x\n' },
    });
    await world.act('POST', `issues/${ITEM}/comments`, {
      body: 'The implementation stopped (`no-changes`).\n\n<!-- interlock: implementation web -->',
    });
  },
});
