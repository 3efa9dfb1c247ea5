import { describe, expect, test } from 'vitest';
import { heldBranch } from '../../../../src/core/ledger/held-branch.ts';
import { noLedger } from '../../../../src/core/ledger/warrant.ts';
import {
  createPullRequest,
  findOpenPullRequest,
  listPullRequests,
} from '../../../../src/github/repositories/pull-requests.ts';
import { createGitHubWorld, isOperation, web } from '../github-world.ts';
import { startWire } from '../wire.ts';

const held = heldBranch(noLedger({ ledger: 'off', mode: 'act' }), {
  project: 'web',
  item: { ...web, number: 538 },
});
const branch = held.name;
const wanted = { base: 'main', title: 'Parser', body: 'Closes #538' };

describe('opening a pull request', () => {
  test('opens one', async () => {
    await using world = await createBranchWorld();
    expect(await createPullRequest(world.github, held, wanted)).toMatchObject({
      kind: 'created',
      pullRequest: {
        title: 'Parser',
        branch,
        base: 'main',
        open: true,
        merged: false,
        author: 'ada',
        draft: false,
      },
    });
  });

  test('a second time gives the first, since GitHub refuses two from one branch', async () => {
    await using world = await createBranchWorld();
    const first = await createPullRequest(world.github, held, wanted);
    const second = await createPullRequest(world.github, held, { ...wanted, title: 'Again' });
    expect(second).toMatchObject({ kind: 'existing', pullRequest: { number: first.pullRequest.number } });
    expect(openOnes(world)).toHaveLength(1);
  });

  test('twice at the same moment opens one', async () => {
    await using world = await createBranchWorld();
    const both = await Promise.all([
      createPullRequest(world.github, held, wanted),
      createPullRequest(world.github, held, wanted),
    ]);
    expect(both.map(({ kind }) => kind).sort()).toEqual(['created', 'existing']);
    expect(openOnes(world)).toHaveLength(1);
  });

  test('that was answered with an error after its effect finds what it opened', async () => {
    await using world = await createBranchWorld();
    world.sandbox.inject({
      match: isOperation('pulls/create'),
      fault: { kind: 'status-after-effect', status: 502 },
    });
    expect(await createPullRequest(world.github, held, wanted)).toMatchObject({
      pullRequest: { title: 'Parser' },
    });
    expect(openOnes(world)).toHaveLength(1);
  });

  test('that was answered with an error before its effect is reported', async () => {
    await using world = await createBranchWorld();
    world.sandbox.inject({ match: isOperation('pulls/create'), fault: { kind: 'status', status: 502 } });
    await expect(createPullRequest(world.github, held, wanted)).rejects.toMatchObject({ ambiguous: true });
    expect(openOnes(world)).toEqual([]);
  });

  test('from a branch that is not there is reported with what GitHub says', async () => {
    await using world = await createGitHubWorld();
    await expect(createPullRequest(world.github, held, wanted)).rejects.toMatchObject({
      status: 422,
      message: expect.stringContaining(`open a pull request from ${branch} into main of acme/web`),
    });
  });

  test('where Actions may not says what to switch on', async () => {
    await using wire = await startWire([
      {
        status: 403,
        body: '{"message":"GitHub Actions is not permitted to create or approve pull requests."}',
      },
    ]);
    await expect(createPullRequest(wire.github, held, wanted)).rejects.toMatchObject({
      reason: 'permission-missing',
      message: expect.stringContaining('Allow GitHub Actions to create and approve pull requests'),
    });
  });
});

describe('looking for pull requests', () => {
  test('finds the open one from a branch into a base', async () => {
    await using world = await createBranchWorld();
    const { pullRequest } = await createPullRequest(world.github, held, wanted);
    expect(await findOpenPullRequest(world.github, web, { branch, base: 'main' })).toEqual(pullRequest);
    expect(await findOpenPullRequest(world.github, web, { branch, base: 'release' })).toBeUndefined();
    expect(await findOpenPullRequest(world.github, web, { branch: 'interlock/web/web-5' })).toBeUndefined();
  });

  test('shows closed ones on request, the newest first', async () => {
    await using world = await createBranchWorld();
    const first = await createPullRequest(world.github, held, wanted);
    await world.github.request('PATCH /repos/{owner}/{repo}/pulls/{pull_number}', {
      owner: 'acme',
      repo: 'web',
      pull_number: first.pullRequest.number,
      state: 'closed',
    });
    const second = await createPullRequest(world.github, held, wanted);
    expect(second.kind).toBe('created');
    const all = await listPullRequests(world.github, web, { branch, state: 'all' });
    expect(all.map(({ number }) => number)).toEqual([3, 2, 1]);
    expect(all.filter(({ open }) => open)).toEqual([second.pullRequest]);
  });

  test('takes no other for ours where GitHub ignores the filter', async () => {
    const others = [
      pull({ ref: 'feature', label: 'acme:feature' }),
      pull({ ref: branch, label: `stranger:${branch}` }),
      pull({ ref: branch, label: null }),
    ];
    await using wire = await startWire([{ body: JSON.stringify(others) }]);
    expect(await findOpenPullRequest(wire.github, web, { branch })).toBeUndefined();
  });
});

async function createBranchWorld() {
  const world = await createGitHubWorld();
  const { number } = await world.repository.addPullRequest({
    title: 'other',
    head: branch,
    base: 'main',
    files: { 'parser.ts': '' },
  });
  await world.github.request('PATCH /repos/{owner}/{repo}/pulls/{pull_number}', {
    owner: 'acme',
    repo: 'web',
    pull_number: number,
    state: 'closed',
  });
  return world;
}

function openOnes({ repository }: Awaited<ReturnType<typeof createGitHubWorld>>) {
  return repository.pullRequests().filter(({ state }) => state === 'open');
}

function pull({ ref, label }: { readonly ref: string; readonly label: string | null }) {
  return {
    number: 1,
    html_url: 'https://github.com/acme/web/pull/1',
    title: 'x',
    state: 'open',
    head: { ref, label, sha: 'a'.repeat(40) },
    base: { ref: 'main' },
  };
}
