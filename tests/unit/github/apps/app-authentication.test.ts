import { createPrivateKey } from 'node:crypto';
import { afterEach, describe, expect, test, vi } from 'vitest';
import {
  findInstallation,
  type InstallationOptions,
  type TokenScope,
} from '../../../../src/github/apps/app-authentication.ts';
import { readIssue } from '../../../../src/github/issues/issues.ts';
import { addLabel } from '../../../../src/github/issues/labels.ts';
import { startSandbox } from '../../../../src/sandbox/index.ts';
import { githubOf, isOperation, itemOf, web } from '../github-world.ts';

afterEach(() => {
  vi.useRealTimers();
});

describe('tokens of an App', () => {
  test('are narrowed to the permissions and repositories of the task', async () => {
    await using world = await createAppWorld();
    const token = await world.tokens({ permissions: { issues: 'read' }, repositories: [web] });
    const github = githubOf(world.sandbox, await token());
    expect(await readIssue(github, itemOf(1))).toMatchObject({ title: 'x' });
    await expect(addLabel(github, itemOf(1), 'x')).rejects.toMatchObject({
      reason: 'permission-missing',
    });
    expect(await readIssue(github, { owner: 'acme', repository: 'api', number: 1 })).toBeUndefined();
  });

  test('are minted once for many requests', async () => {
    await using world = await createAppWorld();
    const token = await world.tokens({ permissions: { issues: 'write' } });
    expect(await token()).toBe(await token());
    expect(world.sandbox.calls.filter(isMinting)).toHaveLength(1);
  });

  test('are renewed before their hour is over, with the same scope', async () => {
    const start = Date.now();
    vi.useFakeTimers({ toFake: ['Date'], now: start });
    await using world = await createAppWorld();
    const token = await world.tokens({ permissions: { issues: 'read' } });
    const first = await token();
    vi.setSystemTime(start + 58 * 60_000);
    expect(await token()).toBe(first);
    vi.setSystemTime(start + 59.5 * 60_000);
    const second = await token();
    expect(second).not.toBe(first);
    vi.setSystemTime(start + 61 * 60_000);
    const github = githubOf(world.sandbox, second);
    expect(await readIssue(github, itemOf(1))).toMatchObject({ title: 'x' });
    await expect(readIssue(githubOf(world.sandbox, first), itemOf(1))).rejects.toMatchObject({
      reason: 'bad-credentials',
    });
    const minted = world.sandbox.calls.filter(isMinting);
    expect(minted.map(({ body }) => body)).toEqual([
      { repositories: ['web'], permissions: { issues: 'read' } },
      { repositories: ['web'], permissions: { issues: 'read' } },
    ]);
  });

  test.each([{ kind: 'status', status: 502 }, { kind: 'reset' }] as const)(
    'are minted once more after %o, whatever they are for',
    async (fault) => {
      await using world = await createAppWorld();
      const token = await world.tokens({ permissions: { issues: 'write' } });
      world.sandbox.inject({ match: isMinting, fault, times: 1 });
      expect(await token()).toMatch(/^ghs_/);
      expect(world.sandbox.calls.filter(isMinting)).toHaveLength(2);
    },
  );

  test('are minted no third time', async () => {
    await using world = await createAppWorld();
    const token = await world.tokens({ permissions: { issues: 'write' } });
    world.sandbox.inject({ match: isMinting, fault: { kind: 'status', status: 502 } });
    await expect(token()).rejects.toMatchObject({ reason: 'github-unavailable' });
    expect(world.sandbox.calls.filter(isMinting)).toHaveLength(2);
  });

  test('are not asked for again where a limit is met', async () => {
    await using world = await createAppWorld();
    const token = await world.tokens({ permissions: { issues: 'write' } });
    world.sandbox.inject({ match: isMinting, fault: { kind: 'secondary-limit', retryAfter: 30 } });
    await expect(token()).rejects.toMatchObject({ reason: 'rate-limited', retryAfterSeconds: 30 });
    expect(world.sandbox.calls.filter(isMinting)).toHaveLength(1);
  });

  test('may come from a key in the form that GitHub gives', async () => {
    await using world = await createAppWorld();
    const key = createPrivateKey(world.app.privateKey).export({ type: 'pkcs1', format: 'pem' });
    const token = await world.tokens({ privateKey: key.toString() });
    expect(await token()).toMatch(/^ghs_/);
  });

  test('may come from a key whose line breaks are written out', async () => {
    await using world = await createAppWorld();
    const privateKey = world.app.privateKey.replaceAll('\n', '\\n');
    const token = await world.tokens({ privateKey });
    expect(await token()).toMatch(/^ghs_/);
  });
});

describe('an App cannot be used that', () => {
  test('is not installed on the repository', async () => {
    await using world = await createAppWorld();
    await world.sandbox.createRepository({ owner: 'other', name: 'web' });
    const home = { owner: 'other', repository: 'web' };
    await expect(world.tokens({ home, repositories: [home] })).rejects.toMatchObject({
      reason: 'bad-credentials',
      message:
        'Could not mint a token for other/web: the App is not installed there. Install it on the repository.',
    });
  });

  test('lacks a permission that the task needs', async () => {
    await using world = await createAppWorld();
    const token = await world.tokens({
      permissions: { administration: 'write', contents: 'read', issues: 'write', pull_requests: 'read' },
    });
    await expect(token()).rejects.toMatchObject({
      reason: 'permission-missing',
      requiredPermissions: ['administration: write', 'pull_requests: read'],
      message:
        'Could not mint a token for acme/web: the App was not granted `administration: write`, `pull_requests: read`. ' +
        'Grant it in the settings of the App, and accept it where the App is installed.',
    });
  });

  test('is not installed on every repository of the project', async () => {
    await using world = await createAppWorld();
    const token = await world.tokens({ repositories: [web, { owner: 'acme', repository: 'gone' }] });
    await expect(token()).rejects.toMatchObject({
      reason: 'permission-missing',
      message: expect.stringContaining('the App is not installed on all of acme/web, acme/gone. Add them'),
    });
  });

  test('has another key', async () => {
    await using world = await createAppWorld();
    const other = world.sandbox.createApp({ slug: 'other', permissions: {}, events: [] });
    await expect(world.tokens({ privateKey: other.privateKey })).rejects.toMatchObject({
      reason: 'bad-credentials',
    });
  });

  test('has a key that is none', async () => {
    await using world = await createAppWorld();
    await expect(world.tokens({ privateKey: 'not a key' })).rejects.toMatchObject({
      reason: 'bad-credentials',
    });
  });
});

const isMinting = isOperation('apps/create-installation-access-token');

async function createAppWorld() {
  const sandbox = await startSandbox();
  for (const name of ['web', 'api']) {
    (await sandbox.createRepository({ owner: 'acme', name, private: true })).addIssue({
      number: 1,
      title: 'x',
    });
  }
  const permissions = { issues: 'write', contents: 'write' } as const;
  const app = sandbox.createApp({ slug: 'interlock', permissions, events: [] });
  sandbox.install({ app: 'interlock', owner: 'acme' });
  return {
    sandbox,
    app,
    tokens: async ({
      repositories = [web],
      permissions: wanted = { issues: 'write' },
      ...options
    }: Partial<InstallationOptions & TokenScope>) => {
      const { clientId, privateKey } = app;
      const connection = { clientId, privateKey, apiUrl: sandbox.apiUrl, userAgent: 'interlock-tests' };
      const tokens = await findInstallation({ ...connection, home: web, ...options });
      return tokens({ repositories, permissions: wanted });
    },
    [Symbol.asyncDispose]: () => sandbox[Symbol.asyncDispose](),
  };
}
