import { expect, test } from 'vitest';
import { readRepository } from '../../../../src/github/repositories/repositories.ts';
import { createGitHubWorld, web } from '../github-world.ts';

test('a repository tells its name and its default branch', async () => {
  await using world = await createGitHubWorld();
  expect(await readRepository(world.github, web)).toEqual({
    name: web,
    defaultBranch: 'main',
    private: false,
  });
});

test('a repository that the token cannot see is as one that does not exist', async () => {
  await using world = await createGitHubWorld();
  await world.sandbox.createRepository({ owner: 'acme', name: 'secret', private: true });
  expect(await readRepository(world.github, { owner: 'acme', repository: 'secret' })).toBeUndefined();
  expect(await readRepository(world.github, { owner: 'acme', repository: 'gone' })).toBeUndefined();
});
