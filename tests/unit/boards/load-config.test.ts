import { expect, test } from 'vitest';
import { loadConfig } from '../../../src/boards/load-config.ts';
import { createGitHubWorld, githubOf, web } from '../github/github-world.ts';

const text = 'version: 1\nproject: web\nboard: { type: github-labels }\nagents: {}\n';
const files = { '.github/interlock.yml': text };

test('the configuration of the default branch is loaded, with its home filled in', async () => {
  await using world = await createGitHubWorld({ files });
  expect(await loadConfig(world.github, web)).toMatchObject({
    kind: 'loaded',
    config: { project: 'web', home: web, repositories: [web] },
    etag: expect.any(String),
  });
  expect(world.operations()).toEqual(['repos/get-content']);
});

test('a configuration that has not changed is neither sent nor parsed again', async () => {
  await using world = await createGitHubWorld({ files });
  const first = await loadConfig(world.github, web);
  const etag = first.kind === 'loaded' ? first.etag : undefined;
  expect(await loadConfig(world.github, web, { etag })).toEqual({ kind: 'not-modified' });
});

test('another path may be named', async () => {
  await using world = await createGitHubWorld({ files: { 'team.yml': text } });
  expect(await loadConfig(world.github, web, { path: 'team.yml' })).toMatchObject({ kind: 'loaded' });
});

test('a missing file says where it was looked for, and what to do', async () => {
  await using world = await createGitHubWorld();
  expect(await loadConfig(world.github, web)).toEqual({
    kind: 'failed',
    reason: 'config-missing',
    message:
      'There is no .github/interlock.yml on the default branch of acme/web. Add the file; the README shows the smallest one.',
  });
});

test('a missing repository is told apart from a missing file', async () => {
  await using world = await createGitHubWorld();
  expect(await loadConfig(world.github, { owner: 'acme', repository: 'gone' })).toMatchObject({
    reason: 'config-missing',
    message: expect.stringContaining('acme/gone does not exist, or the token cannot see it'),
  });
});

test('a file that does not fit its schema names file and path', async () => {
  await using world = await createGitHubWorld({
    files: { '.github/interlock.yml': text.replace('project: web', 'project: WEB') },
  });
  expect(await loadConfig(world.github, web)).toMatchObject({
    kind: 'failed',
    reason: 'config-invalid',
    message: expect.stringMatching(/^\.github\/interlock\.yml: project: found "WEB", expected a slug/),
  });
});

test('a token that GitHub does not accept is not taken for a missing file', async () => {
  await using world = await createGitHubWorld({ files });
  expect(await loadConfig(githubOf(world.sandbox, 'nonsense'), web)).toMatchObject({
    kind: 'failed',
    reason: 'bad-credentials',
  });
});
