import { expect, test } from 'vitest';
import { HomeDirectory } from '../../../src/app/home-directory.ts';
import { findInstallation } from '../../../src/github/apps/app-authentication.ts';
import { createGitHub, type GitHub } from '../../../src/github/wire/client.ts';
import { type Sandbox, startSandbox } from '../../../src/sandbox/index.ts';
import { patientLimit } from '../../patience.ts';

const project = { owner: 'acme', number: 7 };
const config = (number: number): string =>
  `version: 1\nproject: web\nledger: off\nboard: { type: github-projects, owner: Acme, number: ${number} }\nagents: {}\n`;

test('finds the homes of a project among all repositories, in two requests for a hundred of them', async () => {
  await using sandbox = await startSandbox();
  const configs = { web: config(7), other: config(8), labels: LABELS, broken: 'version: 7', none: undefined };
  await addRepositories(sandbox, configs);
  const homes = new HomeDirectory({ now: () => 0 });
  const github = await installed(sandbox, Object.keys(configs));
  const before = sandbox.calls.length;
  expect(await homes.find(project, github)).toMatchObject([
    { repository: { owner: 'acme', repository: 'web' }, defaultBranch: 'main' },
  ]);
  const asked = sandbox.calls.slice(before).filter(({ by }) => by.kind === 'installation');
  expect(asked.map(({ operationId }) => operationId)).toEqual([
    'apps/list-repos-accessible-to-installation',
    'graphql:query ReadFileEverywhere',
  ]);
  expect(sandbox.defects).toEqual([]);
});

test('remembers for five minutes, also that there is none, and forgets when a configuration is pushed', async () => {
  await using sandbox = await startSandbox();
  await addRepositories(sandbox, { web: config(7) });
  let now = 0;
  const homes = new HomeDirectory({ now: () => now });
  const github = await installed(sandbox);
  expect(homes.recall(project)).toBeUndefined();
  await homes.find(project, github);
  expect(homes.recall({ owner: 'ACME', number: 7 })).toHaveLength(1);
  expect(homes.recall({ owner: 'acme', number: 9 })).toEqual([]);
  now = 5 * 60_000;
  expect(homes.recall(project)).toBeUndefined();
  await homes.find(project, github);
  homes.forget('Acme');
  expect(homes.recall(project)).toBeUndefined();
});

test('does not remember what a push may have overtaken', async () => {
  await using sandbox = await startSandbox();
  await addRepositories(sandbox, { web: config(7) });
  const homes = new HomeDirectory({ now: () => 0 });
  const github = await installed(sandbox);
  const reading = sandbox.hold(({ operationId }) => operationId === 'graphql:query ReadFileEverywhere');
  const found = homes.find(project, github);
  await reading.reached;
  homes.forget('acme');
  reading.release();
  expect(await found).toHaveLength(1);
  expect(homes.recall(project)).toBeUndefined();
});

test('finds the home of a project whose configuration became invalid, by its last valid version', async () => {
  await using sandbox = await startSandbox();
  await addRepositories(sandbox, { web: config(7) });
  const { token } = sandbox.createPerson({ login: 'mona', access: { 'acme/web': 'write' } });
  const person = createGitHub({
    token,
    apiUrl: sandbox.apiUrl,
    userAgent: 'interlock-tests',
    requestLimit: patientLimit,
  });
  const path = '.github/interlock.yml';
  const { data } = await person.request('GET /repos/acme/web/contents/{path}', { path });
  const content = Buffer.from(`${config(7)}max-in-flight: many\n`).toString('base64');
  const change = { path, message: 'Change', sha: data.sha, content };
  await person.request('PUT /repos/acme/web/contents/{path}', change);
  const homes = new HomeDirectory({ now: () => 0 });
  expect(await homes.find(project, await installed(sandbox))).toHaveLength(1);
});

const LABELS = 'version: 1\nproject: web\nledger: off\nboard: { type: github-labels }\nagents: {}\n';

async function addRepositories(
  sandbox: Sandbox,
  configs: Readonly<Record<string, string | undefined>>,
): Promise<void> {
  for (const [name, text] of Object.entries(configs)) {
    const files: Record<string, string> = { 'README.md': '# x\n' };
    if (text !== undefined) files['.github/interlock.yml'] = text;
    await sandbox.createRepository({ owner: 'acme', name, files });
  }
}

async function installed(sandbox: Sandbox, names: readonly string[] = ['web']): Promise<GitHub> {
  const permissions = { contents: 'read', metadata: 'read' } as const;
  const app = sandbox.createApp({ slug: 'interlock', permissions, events: [] });
  sandbox.install({ app: app.slug, owner: 'acme' });
  const tokens = await findInstallation({
    clientId: app.clientId,
    privateKey: app.privateKey,
    apiUrl: sandbox.apiUrl,
    userAgent: 'interlock-tests',
    home: { owner: 'acme', repository: 'web' },
  });
  const repositories = names.map((repository) => ({ owner: 'acme', repository }));
  const token = tokens({ repositories, permissions });
  return createGitHub({
    token,
    apiUrl: sandbox.apiUrl,
    userAgent: 'interlock-tests',
    requestLimit: patientLimit,
  });
}
