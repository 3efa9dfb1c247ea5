import { expect, test } from 'vitest';
import { branchName } from '../../../src/core/branch-name.ts';
import { INTERLOCK } from '../../../src/core/identity.ts';
import { createGitHub } from '../../../src/github/wire/client.ts';
import { fenceItem } from '../../../src/ledger/fence-item.ts';
import { patientLimit } from '../../patience.ts';
import { createClaimWorld } from './claim-world.ts';

const item = { owner: 'acme', repository: 'web', number: 538 };
const branch = branchName('web', item);

test('a run that a successor has fenced off pushes nothing, although it looks at the branch only afterwards', async () => {
  await using world = await createClaimWorld();
  const { sandbox, web, token } = world;
  web.addIssue({ number: 538, title: 'Sort', labels: ['Todo'] });
  // Its move is made, and its work not begun.
  const reading = sandbox.hold(
    ({ operationId, by }) => operationId === 'issues/get' && by.runId !== undefined,
    { times: 1 },
  );
  const run = await world.start('interlock.yml', {
    project: 'web',
    agent: 'implementation',
    item: 'acme/web#538',
  });
  await reading.reached;
  const github = createGitHub({
    token,
    apiUrl: sandbox.apiUrl,
    userAgent: 'interlock-tests',
    requestLimit: patientLimit,
  });
  expect(await fenceItem(github, { item, branch, author: INTERLOCK })).toEqual({ kind: 'fenced' });
  const fence = (await web.branches())[branch];
  reading.release();
  await sandbox.idle();
  expect(world.runOf(run).outputs).toMatchObject({ outcome: 'refused', reason: 'branch-moved' });
  expect((await web.branches())[branch]).toBe(fence);
  expect(web.pullRequests()).toEqual([]);
});
