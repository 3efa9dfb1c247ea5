import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { runCommandLine } from '../../../../src/cli/program.ts';
import { createGitHub, type GitHub } from '../../../../src/github/wire/client.ts';
import { createLedger } from '../../../../src/ledger/create-ledger.ts';
import { ledgerPlace } from '../../../../src/ledger/ledger-place.ts';
import { readLedger } from '../../../../src/ledger/read-ledger.ts';
import { patientLimit } from '../../../patience.ts';
import {
  arrangeDoctor,
  CONFIG,
  type DoctorWorld,
  WITH_LEDGER,
  WORKFLOW,
  WORKFLOW_PATH,
} from '../doctor/doctor-world.ts';

const PLACE = ledgerPlace({ project: 'web', home: { owner: 'acme', repository: 'web' } });
const REPOSITORY = { owner: 'acme', repo: 'web' };

let world: DoctorWorld;
let github: GitHub;
let token: string;
let checkout: string;

beforeEach(async () => {
  world = await arrangeDoctor({ config: WITH_LEDGER });
  ({ token } = world.sandbox.createPerson({ login: 'olga', access: { 'acme/web': 'admin' } }));
  github = createGitHub({
    token,
    apiUrl: world.sandbox.apiUrl,
    userAgent: 'interlock-tests',
    requestLimit: patientLimit,
  });
  checkout = mkdtempSync(join(tmpdir(), 'interlock-rebuild-'));
  const git = (...args: readonly string[]) => execFileSync('git', ['-C', checkout, ...args]);
  git('init', '--quiet');
  git('remote', 'add', 'origin', `${world.sandbox.url}/acme/web.git`);
});

afterEach(async () => {
  rmSync(checkout, { recursive: true });
  await world[Symbol.asyncDispose]();
});

interface Options {
  readonly confirm?: () => Promise<boolean>;
}

async function rebuild(args: readonly string[] = ['--yes'], { confirm }: Options = {}) {
  let [out, error] = ['', ''];
  const code = await runCommandLine(
    ['rebuild', ...args],
    {
      env: { PATH: process.env['PATH'], GH_TOKEN: token, GH_HOST: new URL(world.sandbox.url).host },
      cwd: checkout,
      programRoot: fileURLToPath(new URL('../../../../', import.meta.url)),
      out: (text) => (out += text),
      colour: false,
      now: new Date(),
      newId: () => 'rebuilt',
      ...(confirm && { confirm }),
    },
    (text) => (error += text),
  );
  return { code, out, error };
}

function loseAnswerTo(operation: string): void {
  world.sandbox.inject({
    match: ({ operationId }) => operationId === operation,
    fault: { kind: 'status-after-effect', status: 502 },
    times: 1,
  });
}

async function commitState(text: string): Promise<void> {
  const file = { ...REPOSITORY, path: 'state.json' };
  const { data } = await github.request('GET /repos/{owner}/{repo}/contents/{path}', {
    ...file,
    ref: PLACE.branch,
  });
  await github.request('PUT /repos/{owner}/{repo}/contents/{path}', {
    ...file,
    branch: PLACE.branch,
    message: 'Change',
    content: Buffer.from(text).toString('base64'),
    sha: (data as { sha: string }).sha,
  });
}

const dispatch = (inputs: Readonly<Record<string, string>>) =>
  github.request('POST /repos/{owner}/{repo}/actions/workflows/{workflow_id}/dispatches', {
    ...REPOSITORY,
    workflow_id: WORKFLOW_PATH.split('/').at(-1) ?? '',
    ref: 'main',
    inputs: { project: 'web', agent: 'implementation', item: 'acme/web#1', cause: 'entered-todo', ...inputs },
  });

const head = async (): Promise<string | undefined> => (await world.repository.branches())[PLACE.branch];

async function readState() {
  const ledger = await readLedger(github, PLACE);
  if (ledger.kind !== 'ledger') throw new Error(ledger.message);
  return ledger.state;
}

describe('interlock rebuild', () => {
  test('leaves a ledger alone that is in order', async () => {
    await createLedger(github, PLACE, 'one');
    const before = await head();
    expect(await rebuild()).toMatchObject({
      code: 0,
      out: expect.stringContaining('is in order, at entry 1'),
    });
    expect(await head()).toBe(before);
  });

  test('makes one that is missing, with what is in flight and the run that waits', async () => {
    const { sandbox, repository } = world;
    const barrier = sandbox.holdRuns(() => true);
    repository.addIssue({ number: 1, title: 'One', labels: ['Todo'] });
    repository.addIssue({ number: 2, title: 'Two', labels: ['In progress'] });
    repository.addIssue({ number: 3, title: 'Three', labels: ['Backlog'] });
    await dispatch({ dispatch: 'implementation:acme/web#1:17' });

    const { code, out } = await rebuild();
    expect(code).toBe(0);
    const [run] = sandbox.runs('acme/web');
    expect(out).toContain('There is no branch interlock-ledger/web in acme/web.');
    expect(out).toContain('would start again at entry 18, with:');
    expect(out).toContain(`acme/web#1, todo: run ${run?.id} of implementation waits`);
    expect(out).toContain('acme/web#2, in-progress: nobody works on it; it stays until a person moves it');
    expect(out).not.toContain('acme/web#3');

    const state = await readState();
    expect(state).toMatchObject({ seq: 18, recent: ['rebuilt'] });
    expect(Object.keys(state.items).sort()).toEqual(['acme/web#1', 'acme/web#2']);
    expect(state.items['acme/web#1']?.seen).toMatchObject({ stage: 'todo' });
    expect(state.dispatches).toMatchObject({
      'implementation:acme/web#1:17': { sent: run?.id, acceptedBy: null },
    });
    expect(state.claims).toEqual({});
    barrier.release();
  });

  test('has the run that works hold its item, and the pull request of it', async () => {
    const { sandbox, repository } = world;
    const job = 'run: { runs-on: ubuntu-latest, steps: [{ run: curl -s $GITHUB_API_URL/zen }] }';
    await world.push(WORKFLOW_PATH, WORKFLOW.replace(/^jobs:\n[^]*$/m, `jobs:\n  ${job}\n`));
    repository.addIssue({ number: 1, title: 'One', labels: ['In progress'] });
    await repository.addPullRequest({
      number: 7,
      title: 'One',
      head: 'interlock/web/web-1',
      files: { 'one.md': 'one\n' },
    });
    const barrier = sandbox.hold(({ operationId }) => operationId === 'meta/get-zen', { times: 1 });
    await dispatch({ dispatch: 'implementation:acme/web#1:17' });
    await barrier.reached;
    expect(await rebuild()).toMatchObject({ code: 0 });
    const [run] = sandbox.runs('acme/web');
    const claim = { agent: 'implementation', run: { id: run?.id, attempt: 1 } };
    expect(await readState()).toMatchObject({
      claims: { 'item acme/web#1': claim, 'pull-request acme/web#7': claim },
    });
    barrier.release();
    await sandbox.idle();
  });

  test('puts one that is damaged on top of what is there, and goes on counting by its log', async () => {
    await createLedger(github, PLACE, 'one');
    await commitState('x');
    const before = await head();
    expect(await rebuild()).toMatchObject({ code: 0, out: expect.stringContaining('is not valid') });
    expect(await readState()).toMatchObject({ seq: 2 });
    const { data } = await github.request('GET /repos/{owner}/{repo}/commits/{ref}', {
      ...REPOSITORY,
      ref: PLACE.branch,
    });
    expect((data as { parents: { sha: string }[] }).parents.map(({ sha }) => sha)).toEqual([before]);
  });

  test('sees by the runs that were started that entries are missing, also by those that ended', async () => {
    await createLedger(github, PLACE, 'one');
    await dispatch({ dispatch: 'implementation:acme/web#1:30' });
    await world.sandbox.idle();
    const { code, out } = await rebuild();
    expect({ code, out }).toMatchObject({
      code: 0,
      out: expect.stringContaining('entry 30 was there before'),
    });
    const { seq, dispatches, claims } = await readState();
    expect({ seq, dispatches, claims }).toEqual({ seq: 31, dispatches: {}, claims: {} });
  });

  test('believes a person that entries are missing', async () => {
    await createLedger(github, PLACE, 'one');
    expect(await rebuild(['--yes', '--after', '7'])).toMatchObject({ code: 0 });
    expect(await readState()).toMatchObject({ seq: 8 });
    expect(await rebuild(['--after', 'x'])).toMatchObject({ code: 2 });
  });

  test('leaves an item in two stages to a person, and says so', async () => {
    world.repository.addIssue({ number: 1, title: 'One', labels: ['Todo', 'In progress'] });
    expect(await rebuild()).toMatchObject({
      code: 0,
      out: expect.stringContaining('Left out, because they are in two stages at once: acme/web#1.'),
    });
    expect((await readState()).items).toEqual({});
  });

  test('shows what it would write, asks, and writes nothing without a yes', async () => {
    const dry = await rebuild(['--dry-run']);
    expect(dry).toMatchObject({ code: 1, out: expect.stringContaining('nothing in flight') });
    expect(await rebuild([])).toMatchObject({ code: 1 });
    expect(await rebuild([], { confirm: () => Promise.resolve(false) })).toMatchObject({
      code: 1,
      out: expect.stringContaining('Nothing was written.'),
    });
    expect(await head()).toBeUndefined();
    expect(await rebuild([], { confirm: () => Promise.resolve(true) })).toMatchObject({ code: 0 });
    expect(await head()).toBeDefined();
  });

  test('writes nothing where somebody wrote after it had read', async () => {
    await createLedger(github, PLACE, 'one');
    await commitState('x');
    const confirm = async () => {
      await commitState('y');
      return true;
    };
    const { code, error } = await rebuild([], { confirm });
    expect({ code, error }).toMatchObject({ code: 2, error: expect.stringContaining('meanwhile') });
    expect(await world.repository.readFile(PLACE.branch, 'state.json')).toBe('y');
  });

  test('finds the new branch where the answer to it was lost', async () => {
    loseAnswerTo('git/create-ref');
    expect(await rebuild()).toMatchObject({ code: 0 });
    expect(await readState()).toMatchObject({ seq: 1 });
    expect(await rebuild()).toMatchObject({ code: 0, out: expect.stringContaining('is in order') });
  });

  test('says that it knows nothing where the answer to a commit was lost, and finds it there when asked again', async () => {
    await createLedger(github, PLACE, 'one');
    await commitState('x');
    loseAnswerTo('graphql:mutation AppendToLedger');
    expect(await rebuild()).toMatchObject({ code: 2, error: expect.stringContaining('Could not') });
    expect(await rebuild()).toMatchObject({ code: 0, out: expect.stringContaining('is in order') });
    expect(await readState()).toMatchObject({ seq: 2 });
  });

  test('leaves alone what another remedy is for', async () => {
    await createLedger(github, PLACE, 'one');
    await commitState('{"version":99}');
    expect(await rebuild()).toMatchObject({ code: 2, error: expect.stringContaining('Upgrade') });
  });

  test('leaves a ledger alone that holds what it does not know, and says to upgrade', async () => {
    await createLedger(github, PLACE, 'one');
    const written = JSON.stringify({ ...(await readState()), more: 1 });
    await commitState(written);
    const { code, error } = await rebuild();
    expect({ code, error }).toMatchObject({
      code: 2,
      error: expect.stringMatching(/Unrecognized key: "more"\. Upgrade the action and the app\./),
    });
    expect(await world.repository.readFile(PLACE.branch, 'state.json')).toBe(written);
  });

  test('has nothing to do without a ledger in the configuration', async () => {
    await world.push('.github/interlock.yml', CONFIG);
    expect(await rebuild()).toMatchObject({ code: 2, error: expect.stringContaining('`ledger: off`') });
  });
});
