import { expect, test } from 'vitest';
import { readTextFile } from '../../../../src/github/repositories/contents.ts';
import { createGitHubWorld, isOperation, web } from '../github-world.ts';

const path = '.github/interlock.yml';

test('a file of the default branch is read as text', async () => {
  await using world = await createGitHubWorld({ files: { [path]: 'project: wéb\n' } });
  expect(await readTextFile(world.github, web, { path })).toEqual({
    kind: 'found',
    text: 'project: wéb\n',
    etag: expect.any(String),
  });
});

test('a file that is unchanged since the etag was given is not sent again', async () => {
  await using world = await createGitHubWorld({ files: { [path]: 'project: web\n' } });
  const first = await readTextFile(world.github, web, { path });
  const etag = first.kind === 'found' ? first.etag : undefined;
  expect(await readTextFile(world.github, web, { path, etag })).toEqual({ kind: 'not-modified' });
  expect(world.sandbox.calls.at(-1)).toMatchObject({ status: 304, cost: { primary: 0 } });
});

test('a file that is not there is told apart from a repository that is not there', async () => {
  await using world = await createGitHubWorld();
  expect(await readTextFile(world.github, web, { path })).toEqual({ kind: 'missing' });
  const other = { owner: 'acme', repository: 'gone' };
  expect(await readTextFile(world.github, other, { path })).toEqual({ kind: 'repository-missing' });
});

test('a folder of that name is no file', async () => {
  await using world = await createGitHubWorld({ files: { [`${path}/x`]: 'x' } });
  await expect(readTextFile(world.github, web, { path })).rejects.toMatchObject({
    reason: 'answer-unexpected',
  });
});

test('a file that cannot be read just now is not taken for a missing one', async () => {
  await using world = await createGitHubWorld({ files: { [path]: 'x' } });
  world.sandbox.inject({ match: isOperation('repos/get-content'), fault: { kind: 'status', status: 502 } });
  await expect(readTextFile(world.github, web, { path })).rejects.toMatchObject({
    reason: 'github-unavailable',
  });
});
