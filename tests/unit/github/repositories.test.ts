import { expect, test } from 'vitest';
import { readPermission, readRepository } from '../../../src/github/repositories.ts';
import { createGitHubWorld, githubOf, web } from './github-world.ts';

test('a repository tells its default branch', async () => {
  await using world = await createGitHubWorld();
  expect(await readRepository(world.github, web)).toEqual({ defaultBranch: 'main', private: false });
});

test('a repository that the token cannot see is as one that does not exist', async () => {
  await using world = await createGitHubWorld();
  await world.sandbox.createRepository({ owner: 'acme', name: 'secret', private: true });
  expect(await readRepository(world.github, { owner: 'acme', repository: 'secret' })).toBeUndefined();
  expect(await readRepository(world.github, { owner: 'acme', repository: 'gone' })).toBeUndefined();
});

test('what a person may do is read for them, and is nothing for somebody unknown', async () => {
  await using world = await createGitHubWorld();
  const { token } = world.sandbox.createPerson({ login: 'root', access: { 'acme/web': 'admin' } });
  const github = githubOf(world.sandbox, token);
  expect(await readPermission(github, web, 'root')).toBe('admin');
  expect(await readPermission(github, web, 'ada')).toBe('write');
  expect(await readPermission(github, web, 'nobody')).toBe('none');
});
