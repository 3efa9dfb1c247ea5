import { expect, test } from 'vitest';
import { ConfigSource } from '../../../src/app/config-source.ts';
import { createGitHubWorld, type GitHubWorld, isOperation, web } from '../github/github-world.ts';

const path = '.github/interlock.yml';
const text = 'version: 1\nproject: web\nledger: off\nboard: { type: github-labels }\nagents: {}\n';

/** A configuration that was valid, and is not any more. */
async function arrange(valid: string = text): Promise<GitHubWorld> {
  const world = await createGitHubWorld({ files: { [path]: valid } });
  const { data } = await world.github.request('GET /repos/acme/web/contents/{path}', { path });
  const content = Buffer.from(`${valid}max-in-flight: many\n`).toString('base64');
  const change = { path, message: 'Change', sha: data.sha, content };
  await world.github.request('PUT /repos/acme/web/contents/{path}', change);
  return world;
}

async function comments({ github, repository }: GitHubWorld): Promise<number> {
  const { main } = await repository.branches();
  const { data } = await github.request(`GET /repos/acme/web/commits/${main}/comments`);
  return (data as unknown[]).length;
}

test('a kept configuration is remembered with its warning, and costs no more than a valid one', async () => {
  await using world = await arrange();
  const configs = new ConfigSource({ now: () => 0 });
  const warnings = [{ reason: 'config-kept', message: expect.stringContaining('found "many"') }];
  expect(await configs.read(web, world.github)).toMatchObject({ kind: 'config', warnings });
  expect(configs.recall(web)).toMatchObject({ kind: 'config', warnings });
  const before = world.operations().length;
  expect(await configs.read(web, world.github)).toMatchObject({ kind: 'config', warnings });
  expect(world.operations().slice(before)).toEqual(['repos/get-content']);
});

test('of events that come at once one comments, and another process finds the comment', async () => {
  await using world = await arrange();
  const configs = new ConfigSource({ now: () => 0 });
  await Promise.all([1, 2, 3].map(() => configs.read(web, world.github)));
  await new ConfigSource({ now: () => 0 }).read(web, world.github);
  expect(await comments(world)).toBe(1);
});

test('a comment that could not be written holds nothing up, is told, and tried again by the next event', async () => {
  await using world = await arrange();
  const configs = new ConfigSource({ now: () => 0 });
  world.sandbox.inject({
    match: isOperation('repos/create-commit-comment'),
    fault: { kind: 'secondary-limit', retryAfter: 60 },
    times: 1,
  });
  expect(await configs.read(web, world.github)).toMatchObject({
    kind: 'config',
    warnings: [{ message: expect.stringMatching(/found "many"[\s\S]* Could not comment on commit/) }],
  });
  expect(configs.recall(web)).toBeUndefined();
  await configs.read(web, world.github);
  expect(await comments(world)).toBe(1);
});

test('a comment that was written and not confirmed is found, and not doubled', async () => {
  await using world = await arrange();
  world.sandbox.inject({
    match: isOperation('repos/create-commit-comment'),
    fault: { kind: 'status-after-effect', status: 502 },
  });
  await new ConfigSource({ now: () => 0 }).read(web, world.github);
  expect(await comments(world)).toBe(1);
});

test('where workflows answer events, they comment, and not the app', async () => {
  await using world = await arrange(`${text}router: workflow\n`);
  expect(await new ConfigSource({ now: () => 0 }).read(web, world.github)).toMatchObject({
    warnings: [{ reason: 'config-kept' }],
  });
  expect(await comments(world)).toBe(0);
});
