import { describe, expect, test } from 'vitest';
import { loadConfig } from '../../../src/config/load-config.ts';
import { createGitHubWorld, type GitHubWorld, githubOf, web } from '../github/github-world.ts';

const text = 'version: 1\nproject: web\nledger: off\nboard: { type: github-labels }\nagents: {}\n';
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
      'There is no .github/interlock.yml on the default branch of acme/web. Run `interlock init`, which writes it, and push it.',
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

describe('a configuration that is not valid any more', () => {
  const invalid = `${text}max-in-flight: many\n`;
  const path = '.github/interlock.yml';

  /** Writes the versions one after the other, where `undefined` deletes the file, and answers with their commits. */
  async function push(
    world: GitHubWorld,
    ...versions: readonly (string | undefined)[]
  ): Promise<readonly string[]> {
    const commits: string[] = [];
    for (const version of versions) {
      const current = await world.github
        .request('GET /repos/acme/web/contents/{path}', { path })
        .then(({ data }) => ({ sha: String(data.sha) }))
        .catch(() => ({}));
      const change = { path, message: 'Change', ...current };
      const { data } = await (version === undefined
        ? world.github.request('DELETE /repos/acme/web/contents/{path}', change)
        : world.github.request('PUT /repos/acme/web/contents/{path}', {
            ...change,
            content: Buffer.from(version).toString('base64'),
          }));
      commits.push(String(data.commit.sha));
    }
    return commits;
  }

  test('gives way to its newest valid version, and tells both commits and what is wrong', async () => {
    await using world = await createGitHubWorld({ files });
    const [, good, , bad] = await push(
      world,
      invalid,
      text.replace('{}', '{ backlog-manager: {} }'),
      `${text}a: 1\n`,
      invalid,
    );
    expect(await loadConfig(world.github, web)).toMatchObject({
      kind: 'loaded',
      config: { project: 'web', agents: { configured: [{ definition: { name: 'backlog-manager' } }] } },
      etag: expect.any(String),
      kept: {
        problem: '.github/interlock.yml: max-in-flight: found "many", expected a number',
        commit: { sha: bad, url: expect.stringContaining(`/commit/${bad}`) },
        version: { sha: good },
        observes: false,
      },
    });
  });

  test('is looked back for ten versions, and then given up', async () => {
    await using world = await createGitHubWorld({ files });
    await push(world, ...Array.from({ length: 9 }, (_, index) => `${text}n${index}: 1\n`));
    expect(await loadConfig(world.github, web)).toMatchObject({ kind: 'loaded' });
    await push(world, invalid);
    expect(await loadConfig(world.github, web)).toMatchObject({ kind: 'failed', reason: 'config-invalid' });
  });

  test('is not looked for before it was deleted: somebody had stopped Interlock', async () => {
    await using world = await createGitHubWorld({ files });
    await push(world, undefined);
    expect(await loadConfig(world.github, web)).toMatchObject({ reason: 'config-missing' });
    await push(world, invalid);
    expect(await loadConfig(world.github, web)).toMatchObject({ reason: 'config-invalid' });
  });

  test('does not give way to that of another project', async () => {
    await using world = await createGitHubWorld({ files });
    await push(world, invalid.replace('project: web', 'project: shop'));
    expect(await loadConfig(world.github, web)).toMatchObject({ reason: 'config-invalid' });
  });

  test('only observes if the new file says so, although the version that it gives way to acted', async () => {
    await using world = await createGitHubWorld({ files });
    await push(world, `mode: observe\n${invalid}`);
    expect(await loadConfig(world.github, web)).toMatchObject({
      config: { mode: 'observe' },
      kept: { observes: true },
    });
  });

  test('only observes if the version that it gives way to did, whatever the new file says', async () => {
    await using world = await createGitHubWorld({ files });
    await push(world, `mode: observe\n${text}`, `mode: act\n${invalid}`);
    expect(await loadConfig(world.github, web)).toMatchObject({
      config: { mode: 'observe' },
      kept: { observes: false },
    });
  });

  test('is not looked back for if it was mended between two requests', async () => {
    await using world = await createGitHubWorld({ files });
    await push(world, invalid);
    const looking = world.sandbox.hold(({ operationId }) => operationId === 'repos/list-commits');
    const loaded = loadConfig(world.github, web);
    await looking.reached;
    await push(world, text.replace('{}', '{ backlog-manager: {} }'));
    looking.release();
    const { kept, etag, config } = { kept: undefined, etag: undefined, config: undefined, ...(await loaded) };
    expect({ kept, etag, config }).toMatchObject({
      kept: undefined,
      config: { agents: { configured: [{ definition: { name: 'backlog-manager' } }] } },
    });
    expect(etag).toBeUndefined();
  });

  test('is not decided about while its history cannot be read', async () => {
    await using world = await createGitHubWorld({ files });
    await push(world, invalid);
    world.sandbox.inject({
      match: ({ operationId }) => operationId === 'repos/list-commits',
      fault: { kind: 'status', status: 500 },
    });
    expect(await loadConfig(world.github, web)).toMatchObject({
      kind: 'failed',
      reason: 'github-unavailable',
    });
  });
});
