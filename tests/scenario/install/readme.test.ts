import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from '../../../src/sandbox/index.ts';
import { PATIENT_SANDBOX } from '../../patience.ts';
import { readme, setUp, workOnFirstItem } from './readme/follow-readme.ts';
import { arriveAt, type Newcomer } from './readme/newcomer.ts';
import { fileOf, fillIn, RunnablePage } from './readme/read-snippets.ts';
import { OWNER, ROOT, serveInterlock } from './readme/serve-interlock.ts';
import { startAppAsTold } from './readme/start-app-as-told.ts';

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

/** The command of the page on setting up makes the item's text the change. */
async function seeItemIn({ repository }: Newcomer, pullRequest: number): Promise<void> {
  expect(repository.issue(1).comments[0]?.body).toContain('oldest');
  const pull = repository.pullRequests().find(({ number }) => number === pullRequest);
  const item = await repository.readFile(pull?.head ?? '', 'item.json');
  expect(JSON.parse(item ?? '')).toMatchObject({ title: 'Sort by date', body: 'Please.' });
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
    test('gets from there to a set-up for Claude Code that the doctor finds nothing wrong with', async () => {
      await using newcomer = await arriveAt(sandbox, 'web');
      await setUp(newcomer, { router: 'app', engine: 'claude', commit });
      const config = readme.take('max-in-flight');
      expect(await newcomer.repository.readFile('main', fileOf(config))).toBe(config.text);
    });

    test('gets from there to the first pull request, and to the next one, with an App', async () => {
      await using newcomer = await arriveAt(sandbox, 'store');
      await setUp(newcomer, { router: 'app', engine: 'command', commit });
      await using app = await startAppAsTold(sandbox, newcomer);
      const pullRequest = await workOnFirstItem(sandbox, newcomer);
      await seeItemIn(newcomer, pullRequest);
      await goOnToTheNext(newcomer, pullRequest);
      expect(app.decisions.filter(({ outcome }) => outcome === 'failed')).toEqual([]);
    });

    test('gets to the first pull request by workflows alone', async () => {
      await using newcomer = await arriveAt(sandbox, 'shop');
      await setUp(newcomer, { router: 'workflow', engine: 'command', commit });
      await seeItemIn(newcomer, await workOnFirstItem(sandbox, newcomer));
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
      const made = await terminal.run('node ../interlock/dist/cli/interlock.js init\n', {
        'Write this? [y/N]': 'y',
      });
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
