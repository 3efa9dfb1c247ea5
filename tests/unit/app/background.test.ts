import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startBackground } from '../../../src/app/background/start-background.ts';
import { ConfigSource } from '../../../src/app/config-source.ts';
import { createProbot } from '../../../src/app/create-probot.ts';
import { type Call, type Sandbox, startSandbox } from '../../../src/sandbox/index.ts';
import { PATIENCE, PATIENT_SANDBOX, patientLimit } from '../../patience.ts';
import { startWebhookReceiver, type WebhookReceiver } from '../../sandbox/webhook-receiver.ts';

const CONFIG = 'version: 1\nproject: web\nledger: off\nboard: { type: github-labels }\nagents: {}\n';

let sandbox: Sandbox;
let receiver: WebhookReceiver;
let app: ReturnType<Sandbox['createApp']>;

beforeEach(async () => {
  sandbox = await startSandbox(PATIENT_SANDBOX);
  receiver = await startWebhookReceiver();
  app = sandbox.createApp({
    slug: 'interlock',
    permissions: {
      actions_variables: 'read',
      contents: 'read',
      issues: 'write',
      organization_projects: 'write',
    },
    events: ['issues'],
    webhookSecret: 'secret',
    webhookUrl: receiver.url,
  });
});

afterEach(async () => {
  await receiver[Symbol.asyncDispose]();
  await sandbox[Symbol.asyncDispose]();
  expect([...sandbox.defects, ...sandbox.refusals]).toEqual([]);
});

interface Line {
  readonly message: string;
  readonly [field: string]: unknown;
}

interface Begun {
  /** What was logged. */
  readonly lines: readonly Line[];
  /** Resolves when each project was looked at. */
  readonly looked: Promise<void>;
  /** Resolves when nothing is to be done for so long, in milliseconds. */
  waits(): Promise<number>;
  /** That time is over. */
  goOn(): void;
  stop(): Promise<void>;
}

async function begin(): Promise<Begun> {
  const probot = await createProbot(
    {
      appId: app.id,
      privateKey: app.privateKey,
      webhookSecret: 'secret',
      host: '127.0.0.1',
      port: 0,
      logLevel: 'fatal',
      apiUrl: sandbox.apiUrl,
      patience: PATIENCE,
    },
    patientLimit,
  );
  const lines: Line[] = [];
  const looked = Promise.withResolvers<void>();
  const log = (fields: object, message: string): void => {
    lines.push({ ...fields, message });
    if (message.startsWith('looked')) looked.resolve();
  };
  let waiting = Promise.withResolvers<number>();
  let goOn = (): void => {};
  const background = startBackground({
    auth: (id) => probot.auth(id),
    log: { info: log, warn: log } as Parameters<typeof startBackground>[0]['log'],
    configs: new ConfigSource({ now: () => 0 }),
    runtime: {
      now: () => new Date(),
      sleep: () => Promise.resolve(),
      random: () => 0.5,
      patience: PATIENCE,
      newId: randomUUID,
    },
    wait: (milliseconds, stop) => {
      waiting.resolve(milliseconds);
      const { promise, resolve } = Promise.withResolvers<void>();
      goOn = () => {
        waiting = Promise.withResolvers();
        resolve();
      };
      stop.addEventListener('abort', () => resolve());
      return promise;
    },
  });
  return {
    lines,
    looked: looked.promise,
    waits: () => waiting.promise,
    goOn: () => goOn(),
    stop: () => background.stop(),
  };
}

async function addRepository(fullName: string, config: string | undefined): Promise<void> {
  const [owner = '', name = ''] = fullName.split('/');
  const files = { 'README.md': '# x\n', ...(config !== undefined && { '.github/interlock.yml': config }) };
  await sandbox.createRepository({ owner, name, files });
}

/** The look at all projects is over. */
async function linesOfLook(): Promise<readonly Line[]> {
  const { lines, looked, waits, stop } = await begin();
  await Promise.all([looked, waits()]);
  await stop();
  return lines;
}

test('a delivery that failed just now is sent again by the next sweep, some minutes later', async () => {
  sandbox.install({ app: app.slug, owner: 'acme' });
  await addRepository('acme/web', undefined);
  const { token } = sandbox.createPerson({ login: 'mona', access: { 'acme/web': 'write' } });
  receiver.answer = { status: 503, body: '' };
  await fetch(`${sandbox.apiUrl}/repos/acme/web/issues`, {
    method: 'POST',
    headers: { authorization: `token ${token}` },
    body: JSON.stringify({ title: 'Sort' }),
  });
  await sandbox.idle();

  const background = await begin();
  expect(await background.waits()).toBe(210_000);
  expect(receiver.names()).toEqual(['issues.opened']);
  receiver.answer = { status: 200, body: '' };
  sandbox.passTime(210);
  for (const _ of ['sent again', 'nothing left to do']) {
    background.goOn();
    await background.waits();
    await sandbox.idle();
  }
  await background.stop();
  expect(receiver.names()).toEqual(['issues.opened', 'issues.opened']);
  const sweeps = background.lines.filter(({ event }) => event === 'sweep');
  expect(sweeps).toMatchObject([{ outcome: 'acted', reason: 'redelivered', apiCalls: 3 }]);
});

test('repositories without a configuration cost no request of their own', async () => {
  sandbox.install({ app: app.slug, owner: 'acme' });
  for (const name of ['web', 'a', 'b', 'c'])
    await addRepository(`acme/${name}`, name === 'web' ? CONFIG : undefined);
  const lines = await linesOfLook();
  expect(lines).toMatchObject([
    { event: 'start', repository: 'acme/web', reason: 'ledger-off', apiCalls: 1 },
    { installations: 1, projects: 1, apiCalls: 4 },
  ]);
  expect(sandbox.calls.map(({ operationId }) => operationId)).toEqual([
    'apps/list-webhook-deliveries',
    'apps/list-installations',
    'apps/create-installation-access-token',
    'apps/list-repos-accessible-to-installation',
    'graphql:query ReadFileEverywhere',
    'repos/get-content',
  ]);
});

test('an installation that cannot be looked at is said, and the next one is looked at', async () => {
  for (const owner of ['acme', 'globex']) {
    sandbox.install({ app: app.slug, owner });
    await addRepository(`${owner}/web`, CONFIG);
  }
  const isListing = ({ operationId }: Call) => operationId === 'apps/list-repos-accessible-to-installation';
  sandbox.inject({ match: isListing, fault: { kind: 'status', status: 502 }, times: 2 });
  expect(await linesOfLook()).toMatchObject([
    { event: 'start', subject: 'acme', outcome: 'failed', reason: 'github-unavailable' },
    { event: 'start', repository: 'globex/web', reason: 'ledger-off' },
    { installations: 2, projects: 1 },
  ]);
});

test('a project whose board cannot be read is said, and the next one is looked at', async () => {
  sandbox.install({ app: app.slug, owner: 'acme' });
  const board = 'board: { type: github-projects, owner: acme, number: 9 }';
  await addRepository('acme/one', `version: 1\nproject: web\nledger: on\n${board}\nagents: {}\n`);
  await addRepository('acme/two', CONFIG);
  expect(await linesOfLook()).toMatchObject([
    { event: 'start', repository: 'acme/one', outcome: 'failed', reason: 'board-missing' },
    { event: 'start', repository: 'acme/two', reason: 'ledger-off' },
    { projects: 2 },
  ]);
});

test('a limit ends the look, and the line says so', async () => {
  sandbox.install({ app: app.slug, owner: 'acme' });
  for (const name of ['one', 'two', 'three']) await addRepository(`acme/${name}`, CONFIG);
  const isConfig = ({ path }: Call) => path.startsWith('/repos/acme/two/contents');
  sandbox.inject({ match: isConfig, fault: { kind: 'primary-limit' } });
  expect(await linesOfLook()).toMatchObject([
    { repository: 'acme/one', reason: 'ledger-off' },
    {
      repository: 'acme/two',
      outcome: 'failed',
      reason: 'rate-limited',
      detail: expect.stringMatching(/The pass over all projects ends here; the projects after this one wait/),
    },
    { installations: 1, projects: 2, cut: 'rate-limited' },
  ]);
});

test('whatever keeps it from looking, it goes on to wait for the next sweep', async () => {
  sandbox.inject({ match: ({ by }) => by.kind === 'app', fault: { kind: 'status', status: 500 } });
  const lines = await linesOfLook();
  expect(lines).toMatchObject([
    { event: 'sweep', outcome: 'failed', reason: 'github-unavailable' },
    { event: 'start', outcome: 'failed', reason: 'github-unavailable' },
    { installations: 0, projects: 0 },
  ]);
});

test('a project that lists a repository with a project of its own is not reconciled', async () => {
  sandbox.install({ app: app.slug, owner: 'acme' });
  await addRepository('acme/web', CONFIG);
  await addRepository(
    'acme/api',
    CONFIG.replace('project: web', 'project: api\nrepositories: [acme/api, acme/web]'),
  );
  expect(await linesOfLook()).toMatchObject([
    { repository: 'acme/web', reason: 'ledger-off' },
    { repository: 'acme/api', outcome: 'failed', reason: 'config-invalid' },
    { projects: 2 },
  ]);
});
