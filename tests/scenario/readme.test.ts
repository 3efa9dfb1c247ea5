import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { type Sandbox, startSandbox } from '../../src/sandbox/index.ts';
import { type AppProcess, watchApp } from './app/app-process.ts';
import { arriveAt, type Newcomer } from './readme/newcomer.ts';
import { fileOf, fillIn, Readme } from './readme/read-snippets.ts';
import { OWNER, ROOT, serveInterlock } from './readme/serve-interlock.ts';

const readme = new Readme();
let sandbox: Sandbox;
/** Of Interlock. */
let commit: string;

beforeAll(async () => {
  sandbox = await startSandbox({ actions: { [`${OWNER}/interlock`]: ROOT } });
  commit = await serveInterlock(sandbox);
});

afterAll(async () => {
  await sandbox[Symbol.asyncDispose]();
  expect([...sandbox.defects, ...sandbox.refusals]).toEqual([]);
});

/** From the clone of Interlock to what the doctor says of the repository. */
async function setUp({ terminal, repository }: Newcomer, init: string): Promise<void> {
  const cloned = await terminal.run(fillIn(readme.take('git clone'), { OWNER }));
  expect(cloned.code, cloned.screen).toBe(0);

  const written = await terminal.run(readme.take(init).text, { 'Write this? [y/N]': 'y' });
  expect(written.code, written.screen).toBe(0);
  expect(written.screen).toContain('wrote .github/workflows/interlock.yml');
  expect(written.screen).toContain('created the label "Backlog"');

  // What is left to be done in a new repository is what the README says after this block, and no more.
  const pushed = await terminal.run(readme.take('git push').text);
  expect(pushed.screen.match(/^ *error .*$/gm)).toEqual([expect.stringContaining('pull-requests')]);
  expect(pushed.code, pushed.screen).toBe(1);
  repository.allowActionsToCreatePullRequests();
  const doctor = await terminal.run('node ../interlock/dist/cli/interlock.js doctor\n');
  expect(doctor.code, doctor.screen).toBe(0);

  const workflow = parse((await repository.readFile('main', '.github/workflows/interlock.yml')) ?? '');
  expect(workflow.jobs.run.steps[0].uses).toBe(`${OWNER}/interlock@${commit}`);
}

/** "The first item", as the README tells it. */
async function workOnTwoItems({ act, repository }: Newcomer): Promise<void> {
  const open = (title: string) => act('POST', 'issues', { title, body: 'Please.' });
  const label = (number: number) => act('POST', `issues/${number}/labels`, { labels: ['Backlog'] });
  await open('Sort by date');
  await open('Sort by name');
  await label(1);
  await sandbox.idle();

  const first = repository.issue(1);
  const stages = first.timeline.filter(({ event }) => event === 'labeled').map((event) => event.label);
  expect(stages).toEqual(['Backlog', 'Todo', 'In progress', 'In review']);
  expect(first.comments[0]?.body).toContain('oldest');
  const [pull] = repository.pullRequests();
  expect(pull).toMatchObject({ title: 'Sort by date', state: 'open' });
  const item = await repository.readFile(pull?.head ?? '', 'item.json');
  expect(JSON.parse(item ?? '')).toMatchObject({ title: 'Sort by date', body: 'Please.' });

  await label(2);
  await sandbox.idle();
  expect(repository.issue(2).labels).toEqual(['Backlog']);
  await act('PUT', `pulls/${pull?.number}/merge`);
  await sandbox.idle();
  expect(repository.issue(1).labels).toEqual(['Merged']);
  expect(repository.issue(2).labels).toEqual(['In review']);
  expect(repository.pullRequests().map(({ title, merged }) => [title, merged])).toEqual([
    ['Sort by date', true],
    ['Sort by name', false],
  ]);
}

// `script` of Linux gives a program a terminal to ask at.
describe.skipIf(process.platform !== 'linux')('who follows the README in an empty repository', () => {
  test('gets from there to the first pull request, and to the next one, with an App', async () => {
    await using newcomer = await arriveAt(sandbox, 'web');
    await setUp(newcomer, 'interlock.js init\n');
    const config = readme.take('max-in-flight');
    expect(await newcomer.repository.readFile('main', fileOf(config))).toBe(
      config.text.replace(' command: ./scripts/implement.sh', ' command: "./scripts/implement.sh"'),
    );

    await using app = await startApp(newcomer);
    await workOnTwoItems(newcomer);
    expect(app.decisions.filter(({ outcome }) => outcome === 'failed')).toEqual([]);
  });

  test('gets as far by workflows alone', async () => {
    await using newcomer = await arriveAt(sandbox, 'shop');
    await setUp(newcomer, 'interlock.js init --no-server\n');
    await workOnTwoItems(newcomer);
  });

  test('has work started by the guarded move for one run of two', async () => {
    await using newcomer = await arriveAt(sandbox, 'api');
    const { terminal, repository, save, act } = newcomer;
    const [move, config] = [readme.take('task: move'), readme.take('max-in-flight')];
    await save(fileOf(move), fillIn(move, { OWNER, COMMIT_SHA: commit }));
    await save(fileOf(config), config.text);
    const pushed = await terminal.run('git add .github && git commit -m "Guarded move" && git push\n');
    expect(pushed.code, pushed.screen).toBe(0);
    repository.addIssue({ number: 538, title: 'Sort by date', labels: ['Backlog'] });

    const file = fileOf(move).split('/').at(-1);
    const inputs = { item: 'acme/api#538' };
    for (const _ of ['first', 'second'])
      await act('POST', `actions/workflows/${file}/dispatches`, { ref: 'main', inputs });
    await sandbox.idle();
    expect(repository.issue(538).labels).toEqual(['In progress']);
    const said = sandbox
      .runs('acme/api')
      .map(({ log }) => /^(acme\/api#538 is ours|Not ours).*$/m.exec(log)?.[0]);
    expect(said).toEqual([
      'acme/api#538 is ours; start the agent here.',
      'Not ours (already-there), it was in In progress.',
    ]);
  });

  test('has then run every block of it', () => {
    expect(readme.left).toEqual([]);
  });
});

/** As a person registers an App, installs it and starts its server in another window. */
async function startApp({ terminal, env, save }: Newcomer): Promise<AppProcess> {
  const manifest = parse(readFileSync(join(ROOT, 'app.yml'), 'utf8'));
  const secret = 'of the webhook';
  const { id, slug, privateKey, setWebhookUrl } = sandbox.createApp({
    slug: 'interlock',
    permissions: manifest.default_permissions,
    events: manifest.default_events,
    webhookSecret: secret,
  });
  sandbox.install({ app: slug, owner: 'acme', repositories: ['web'] });
  await save('key.pem', privateKey);
  const started = fillIn(readme.take('APP_ID=...'), {
    'APP_ID=...': `APP_ID=${id}`,
    'WEBHOOK_SECRET=...': `WEBHOOK_SECRET='${secret}'`,
  });
  const place = {
    GHE_HOST: new URL(sandbox.url).host,
    GHE_PROTOCOL: 'http',
    HOST: '127.0.0.1',
    PORT: '0',
  };
  const app = await watchApp(
    spawn('bash', ['-c', started], {
      cwd: terminal.cwd,
      env: { ...env, ...place },
      stdio: ['ignore', 'pipe', 'pipe'],
    }),
  );
  setWebhookUrl(app.webhookUrl);
  return app;
}
