import { afterAll, beforeAll, expect, test } from 'vitest';
import { findBranches } from '../../../../src/github/repositories/find-branches.ts';
import { readItemPullRequests } from '../../../../src/github/repositories/item-pull-requests.ts';
import { createGitHubWorld, type GitHubWorld, itemOf, web } from '../github-world.ts';

let world: GitHubWorld;

beforeAll(async () => {
  world = await createGitHubWorld();
  world.repository.addIssue({ number: 538, title: 'Sort by date' });
});

afterAll(() => world[Symbol.asyncDispose]());

const BRANCH = 'interlock/web/web-538';
const repository = { owner: 'acme', repo: 'web' };

async function createBranch(branch: string): Promise<void> {
  const sha = (await world.repository.branches())['main'] ?? '';
  const ref = `refs/heads/${branch}`;
  await world.github.request('POST /repos/{owner}/{repo}/git/refs', { ...repository, ref, sha });
}

async function deleteBranch(branch: string): Promise<void> {
  const ref = `heads/${branch}`;
  await world.github.request('DELETE /repos/{owner}/{repo}/git/refs/{ref}', { ...repository, ref });
}

const inTheWay = async () => {
  const question = { item: itemOf(538), project: 'web', branch: BRANCH };
  return (await readItemPullRequests(world.github, question)).inTheWay;
};

test.each(['interlock', 'interlock/web', `${BRANCH}/draft`])(
  'the branch %s is seen to keep an item from having its own, along with its pull requests',
  async (branch) => {
    await createBranch(branch);
    const before = world.operations().length;
    expect(await inTheWay()).toBe(branch);
    expect(world.operations().slice(before)).toEqual(['graphql:query ItemPullRequests']);
    await expect(createBranch(BRANCH)).rejects.toThrow();
    await deleteBranch(branch);
    await createBranch(BRANCH);
    await deleteBranch(BRANCH);
  },
);

test.each([BRANCH, 'interlock-2', 'interlock/web-2', 'interlock/web/web-5389', 'x/interlock/web/web-538/y'])(
  'the branch %s keeps no item from anything',
  async (branch) => {
    await createBranch(branch);
    expect(await inTheWay()).toBeUndefined();
    await deleteBranch(branch);
  },
);

test('of some names those that are branches are found in one request', async () => {
  await createBranch('interlock/web');
  expect(await findBranches(world.github, web, ['interlock', 'interlock/web', 'main'])).toEqual([
    'interlock/web',
    'main',
  ]);
  await deleteBranch('interlock/web');
});
