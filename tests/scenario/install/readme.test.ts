import { spawn } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { type Sandbox, startSandbox } from '../../../src/sandbox/index.ts';
import { PATIENT_SANDBOX } from '../../patience.ts';
import { type AppProcess, watchApp } from '../app/app-process.ts';
import { Browser } from './browser.ts';
import { arriveAt, type Newcomer } from './readme/newcomer.ts';
import { fileOf, fillIn, RunnablePage } from './readme/read-snippets.ts';
import { OWNER, ROOT, serveInterlock } from './readme/serve-interlock.ts';
import { freePort } from './setup-world.ts';

const readme = new RunnablePage('README.md');
const guardedMove = new RunnablePage('docs/guarded-move.md');
let sandbox: Sandbox;
/** Of Interlock. */
let commit: string;

beforeAll(async () => {
  sandbox = await startSandbox({ ...PATIENT_SANDBOX, actions: { [`${OWNER}/interlock`]: ROOT } });
  commit = await serveInterlock(sandbox);
});

afterAll(async () => {
  await sandbox[Symbol.asyncDispose]();
  expect([...sandbox.defects, ...sandbox.refusals]).toEqual([]);
});

/** From the clone of Interlock to what the doctor says of the repository. */
async function setUp(
  { terminal, repository }: Newcomer,
  { init, left, mend }: { init: string; left: readonly string[]; mend: () => void },
): Promise<void> {
  const cloned = await terminal.run(fillIn(readme.take('git clone'), { OWNER }));
  expect(cloned.code, cloned.screen).toBe(0);

  const written = await terminal.run(readme.take(init).text, { 'Write this? [y/N]': 'y' });
  // Nothing was pushed to the repository so far.
  expect(written.screen).toContain('Push a first commit, then run `interlock init` again.');
  expect(written.code, written.screen).toBe(1);
  expect(written.screen).toContain('wrote .github/workflows/interlock.yml');
  expect(written.screen).toContain('created the label "Backlog"');

  // What is left to be done in a new repository is what the README says after this block, and no more.
  const pushed = await terminal.run(readme.take('git push').text);
  expect(pushed.screen.match(/^ *error .*$/gm)).toEqual(left.map((check) => expect.stringContaining(check)));
  expect(pushed.code, pushed.screen).toBe(1);
  mend();
  const again = await terminal.run(readme.take(init).text, { 'Write this? [y/N]': 'y' });
  expect(again.code, again.screen).toBe(0);
  const doctor = await terminal.run('node ../interlock/dist/cli/interlock.js doctor\n');
  expect(doctor.code, doctor.screen).toBe(0);

  const workflow = parse((await repository.readFile('main', '.github/workflows/interlock.yml')) ?? '');
  expect(workflow.jobs.run.steps[0].uses).toBe(`${OWNER}/interlock@${commit}`);
}

/** "The first item", as the README tells it: an issue gets the label, and no more is done. Resolves with its pull request. */
async function workOnFirstItem({ act, repository }: Newcomer): Promise<number> {
  await act('POST', 'issues', { title: 'Sort by date', body: 'Please.' });
  await act('POST', 'issues/1/labels', { labels: ['Backlog'] });
  await sandbox.idle();
  const { timeline, comments } = repository.issue(1);
  const stages = timeline.filter(({ event }) => event === 'labeled').map((event) => event.label);
  expect(stages).toEqual(['Backlog', 'Todo', 'In progress', 'In review']);
  expect(comments[0]?.body).toContain('oldest');
  const [pull] = repository.pullRequests();
  if (!pull) throw new Error('there is no pull request');
  expect(pull).toMatchObject({ title: 'Sort by date', state: 'open' });
  const item = await repository.readFile(pull.head, 'item.json');
  expect(JSON.parse(item ?? '')).toMatchObject({ title: 'Sort by date', body: 'Please.' });
  return pull.number;
}

/** "Merge that, and the next one follows." */
async function goOnToTheNext({ act, repository }: Newcomer, pullRequest: number): Promise<void> {
  const { number } = repository.addIssue({ title: 'Sort by name', labels: ['Backlog'] });
  await act('PUT', `pulls/${pullRequest}/merge`);
  await sandbox.idle();
  expect(repository.issue(1).labels).toEqual(['Merged']);
  expect(repository.issue(number).labels).toEqual(['In review']);
  expect(repository.pullRequests().map(({ title, merged }) => [title, merged])).toEqual([
    ['Sort by date', true],
    ['Sort by name', false],
  ]);
}

// `script` of Linux gives a program a terminal to ask at.
describe.skipIf(process.platform !== 'linux')(
  'somebody who follows the README in an empty repository',
  () => {
    test('gets from there to the first pull request, and to the next one, with an App', async () => {
      await using newcomer = await arriveAt(sandbox, 'web');
      const { repository } = newcomer;
      await setUp(newcomer, {
        init: 'interlock.js init\n',
        left: ['ledger', 'pull-requests'],
        mend: () => repository.allowActionsToCreatePullRequests(),
      });
      const config = readme.take('max-in-flight');
      expect(await newcomer.repository.readFile('main', fileOf(config))).toBe(
        config.text.replace(' command: ./scripts/implement.sh', ' command: "./scripts/implement.sh"'),
      );

      await using app = await startApp(newcomer);
      await goOnToTheNext(newcomer, await workOnFirstItem(newcomer));
      expect(app.decisions.filter(({ outcome }) => outcome === 'failed')).toEqual([]);
    });

    test('gets to the first pull request by workflows alone', async () => {
      await using newcomer = await arriveAt(sandbox, 'shop');
      const { repository } = newcomer;
      await setUp(newcomer, {
        init: 'interlock.js init --no-server\n',
        left: ['ledger', 'pull-requests', 'protections'],
        mend: () => {
          repository.allowActionsToCreatePullRequests();
          repository.addActionsPolicy({
            name: 'Interlock',
            enforcement: 'active',
            source: 'Repository',
            workflows: { include: ['.github/workflows/interlock-route.yml'] },
            events: ['pull_request_target', 'issues', 'workflow_dispatch'],
          });
        },
      });
      await workOnFirstItem(newcomer);
    });

    test('has work started by the guarded move for one run of two', async () => {
      await using newcomer = await arriveAt(sandbox, 'api');
      const { terminal, repository, save, act } = newcomer;
      const [move, config] = [guardedMove.take('task: move'), guardedMove.take('ledger: off')];
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

      // "remove `ledger: off`, run `interlock init` once, and give the job ..."
      await save(fileOf(config), config.text.replace('ledger: off\n', ''));
      const rights = 'permissions: { actions: write, contents: write, issues: write }';
      const withRights = fillIn(move, { OWNER, COMMIT_SHA: commit }).replace(
        /permissions: \{ contents.*/,
        rights,
      );
      await save(fileOf(move), withRights);
      await terminal.run(fillIn(readme.take('git clone'), { OWNER }));
      const made = await terminal.run(readme.take('interlock.js init\n').text, { 'Write this? [y/N]': 'y' });
      expect(made.screen).toContain('created the branch interlock-ledger/web');
      expect(made.screen).not.toContain('wrote .github/workflows/interlock.yml');
      await terminal.run('git add .github && git commit -m "With the ledger" && git push\n');
      repository.addIssue({ number: 539, title: 'Sort by name', labels: ['Backlog'] });
      const next = { item: 'acme/api#539' };
      for (const _ of ['first', 'second'])
        await act('POST', `actions/workflows/${file}/dispatches`, { ref: 'main', inputs: next });
      await sandbox.idle();
      expect(sandbox.runs('acme/api').filter(({ log }) => log.includes('acme/api#539 is ours'))).toHaveLength(
        1,
      );
    });

    test('has then run every block of it, and of the page on the guarded move', () => {
      expect([...readme.left, ...guardedMove.left]).toEqual([]);
    });
  },
);

/** In another window. The page that the server names is opened in a browser, and its buttons are pressed. */
async function startApp({ terminal, env, login, token }: Newcomer): Promise<AppProcess> {
  const port = await freePort();
  const started = fillIn(readme.take('dist/app/main.js'), {
    'GH_ORG=...': 'GH_ORG=acme',
    'https://...': `http://127.0.0.1:${port}`,
  });
  const place = {
    GHE_HOST: new URL(sandbox.url).host,
    GHE_PROTOCOL: 'http',
    HOST: '127.0.0.1',
    PORT: String(port),
  };
  const shell = spawn('bash', ['-c', started], {
    cwd: terminal.cwd,
    env: { ...env, ...place },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  // As at a terminal, where a signal reaches the shell and what it runs.
  shell.kill = (signal = 'SIGTERM') => shell.pid !== undefined && process.kill(-shell.pid, signal);
  const app = await watchApp(shell, /"url":"(http:[^"]+)".*"no App is configured/);

  const browser = new Browser();
  await browser.open(`${sandbox.url}/login`);
  await browser.press('Sign in', { login, password: token });
  await browser.open(new URL('/probot', app.webhookUrl).href);
  await browser.press('Register');
  await browser.press('Create GitHub App for acme');
  await browser.press('Install on acme', { install_target: 'all' });
  await app.says('"listening"');
  return app;
}
