import { expect } from 'vitest';
import { type ItemId, parseItemId } from '../../../src/core/item-id.ts';
import { findInstallation } from '../../../src/github/apps/app-authentication.ts';
import { updateStatus } from '../../../src/github/issues/update-status.ts';
import { createGitHub, type GitHub } from '../../../src/github/wire/client.ts';
import { patientLimit } from '../../patience.ts';
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

export const agents = { implementation: { engine: 'command', command: 'echo sorted >> sorted.md' } };

export const inputs = ({ repository }: ActionFaultWorld) => ({
  task: 'run',
  project: 'web',
  agent: 'implementation',
  item: `${repository.fullName}#${ITEM}`,
});

/** What a person reads, on the item or in the run, and what they do because of it. */
export async function help(world: ActionFaultWorld, ending: Ending): Promise<'run again' | 'done'> {
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
      expect(comments(world).join()).toContain(`**Interlock (web): Stopped** · \`${ending.reason}\``);
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

export async function look(world: ActionFaultWorld) {
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
    // What went wrong before stays in the history.
    comments: comments(world).map((body) => body.split('\n')[0]),
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

/** Its pull request is open, and the status of an earlier run that stopped is there to be rewritten. */
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
    await updateStatus(await asAnotherBot(world), itemOf(world), {
      project: 'web',
      status: 'stopped',
      line: 'The command succeeded, but changed no file.',
      at: new Date(0),
    });
  },
});

/** The item's repository is listed by two projects, and the other one had a branch for the item once. */
export const sharedItemFlow = actionFlow({
  name: 'the implementation of an item that another project has worked on',
  agents,
  isShared: true,
  inputs,
  help,
  look,
  fill: async ({ repository, act }) => {
    repository.addIssue({ number: ITEM, title: 'Sort', labels: ['Todo'] });
    const { main } = await repository.branches();
    await act('POST', 'git/refs', { ref: `refs/heads/interlock/api/web-${ITEM}`, sha: main });
  },
});

/** The workflow's own token, of a time before the App was there. */
async function asAnotherBot({ sandbox, owner, repository }: ActionFaultWorld): Promise<GitHub> {
  const slug = `${owner}-actions`;
  const { clientId, privateKey } = sandbox.createApp({
    slug,
    permissions: { issues: 'write', metadata: 'read' },
    events: [],
  });
  sandbox.install({ app: slug, owner });
  const wire = { apiUrl: sandbox.apiUrl, userAgent: 'interlock-tests', requestLimit: patientLimit };
  const home = { owner, repository: repository.fullName.split('/')[1] ?? '' };
  const installation = await findInstallation({ ...wire, clientId, privateKey, home });
  return createGitHub({
    ...wire,
    token: installation({ repositories: [home], permissions: { issues: 'write' } }),
  });
}

function itemOf({ repository }: ActionFaultWorld): ItemId {
  const item = parseItemId(`${repository.fullName}#${ITEM}`);
  if (!item) throw new Error('the test is wrong');
  return item;
}
