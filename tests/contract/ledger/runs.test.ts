import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Life } from '../../../src/core/ledger/protocol/effect.ts';
import type { RunReference } from '../../../src/core/ledger/run-reference.ts';
import { dispatchWorkflow } from '../../../src/github/actions/workflows.ts';
import type { GitHub } from '../../../src/github/wire/client.ts';
import { type Asker, askRuns } from '../../../src/ledger/ask-runs.ts';
import { type Sandbox, startSandbox, type WorkflowRun } from '../../../src/sandbox/index.ts';
import { PATIENT_SANDBOX } from '../../patience.ts';
import { githubOf } from '../../unit/github/github-world.ts';
import { home } from './ledger-test-world.ts';

const WORKFLOW = `
run-name: \${{ inputs.agent }} · \${{ inputs.item }} · \${{ inputs.dispatch }}
on: { workflow_dispatch: { inputs: { agent: {}, item: {}, dispatch: {}, command: {} } } }
concurrency: { group: "\${{ inputs.agent }}/\${{ inputs.item }}" }
jobs: { one: { runs-on: ubuntu-latest, steps: [{ run: '\${{ inputs.command }}' }] } }
`;
const LONG = "trap 'exit 1' INT; echo started; sleep 600 & wait";

let sandbox: Sandbox;
let github: GitHub;
let token: string;

beforeEach(async () => {
  sandbox = await startSandbox(PATIENT_SANDBOX);
  await sandbox.createRepository({
    owner: 'acme',
    name: 'web',
    files: {
      '.github/workflows/interlock.yml': WORKFLOW,
      '.github/workflows/many.yml': WORKFLOW.replace('inputs.item }}" }', 'inputs.item }}", queue: max }'),
      '.github/workflows/broken.yml': WORKFLOW.replace('inputs.agent }}/', "fromJSON('{') }}/"),
    },
  });
  token = sandbox.createPerson({ login: 'ada', access: { 'acme/web': 'write' } }).token;
  github = githubOf(sandbox, token);
});

afterEach(async () => {
  await sandbox[Symbol.asyncDispose]();
  expect([...sandbox.defects, ...sandbox.refusals]).toEqual([]);
});

async function start(
  command = 'true',
  item = 'acme/web#1',
  workflow = 'interlock.yml',
): Promise<WorkflowRun> {
  const inputs = { agent: 'implementation', item, dispatch: 'x', command };
  const { runId } = await dispatchWorkflow(github, home, { workflow, ref: 'main', inputs });
  const run = sandbox.runs('acme/web').find(({ id }) => id === runId);
  if (!run) throw new Error('no run');
  return run;
}

const post = async (path: string): Promise<void> => {
  const headers = { authorization: `token ${token}` };
  await fetch(`${sandbox.apiUrl}/repos/acme/web/actions/${path}`, { method: 'POST', headers });
};
const ended = (run: WorkflowRun): Promise<void> => sandbox.until(() => run.status === 'completed');
const started = (run: WorkflowRun): Promise<void> => sandbox.until(() => run.log.includes('started'));

const asker: Asker = { self: null, now: '2026-11-02T12:00:00Z', knownSince: () => undefined };

async function ask(
  { id }: { readonly id: number },
  attempt = 1,
  by: Asker = asker,
): Promise<Life | undefined> {
  const [life] = await askRuns(github, home, [{ id, attempt }], by);
  return life;
}

describe('a run is alive', () => {
  test('while it is queued, pending or in progress', async () => {
    const holder = await start(LONG);
    await started(holder);
    const pending = await start();
    await sandbox.until(() => pending.status === 'pending');
    const barrier = sandbox.holdRuns(({ id }) => id > pending.id);
    const queued = await start('true', 'acme/web#2');
    expect(queued.status).toBe('queued');
    const runs = [holder, pending, queued].map(({ id }): RunReference => ({ id, attempt: 1 }));
    expect(await askRuns(github, home, runs, asker)).toEqual(runs.map(() => ({ kind: 'alive' })));
    barrier.release();
  });

  test('in its later attempt, while the earlier one is over', async () => {
    const run = await start();
    await ended(run);
    const barrier = sandbox.holdRuns(({ attempt }) => attempt === 2);
    await post(`runs/${run.id}/rerun`);
    expect(await ask(run, 2)).toEqual({ kind: 'alive' });
    expect(await ask(run, 1)).toMatchObject({ kind: 'over', end: 'completed' });
    barrier.release();
  });
});

describe('a run is over', () => {
  test.each([['true'], ['exit 1']])('when it is completed, by %s', async (command) => {
    const run = await start(command);
    await ended(run);
    expect(await ask(run)).toEqual({ kind: 'over', since: run.updatedAt, end: 'completed' });
  });

  test('when it could not begin', async () => {
    const run = await start('true', 'acme/web#1', 'broken.yml');
    expect(await ask(run)).toMatchObject({ kind: 'over', end: 'startup-failure' });
  });

  test('when a person cancelled it while it worked, whoever waited behind it', async () => {
    const run = await start(LONG);
    await started(run);
    await start();
    await post(`runs/${run.id}/cancel`);
    await ended(run);
    expect(await ask(run)).toMatchObject({ kind: 'over', end: 'cancelled' });
  });

  test('when a person cancelled it while it worked, after it had waited together with others', async () => {
    const holder = await start(LONG, 'acme/web#1', 'many.yml');
    await started(holder);
    const run = await start(LONG, 'acme/web#1', 'many.yml');
    await start('true', 'acme/web#1', 'many.yml');
    await post(`runs/${holder.id}/cancel`);
    await started(run);
    await post(`runs/${run.id}/cancel`);
    await ended(run);
    expect(await ask(run)).toMatchObject({ kind: 'over', end: 'cancelled' });
  });

  test('when a person cancelled it while it waited for its group', async () => {
    const holder = await start(LONG);
    await started(holder);
    const run = await start();
    await post(`runs/${run.id}/cancel`);
    await ended(run);
    expect(await ask(run)).toMatchObject({ kind: 'over', end: 'cancelled' });
  });

  test('when a person cancelled it while it waited for a runner, and another waited behind it', async () => {
    const barrier = sandbox.holdRuns(() => true);
    const run = await start();
    await start();
    await post(`runs/${run.id}/cancel`);
    await ended(run);
    expect(await ask(run)).toMatchObject({ kind: 'over', end: 'cancelled' });
    barrier.release();
  });

  test('when a person cancelled it while it waited together with others', async () => {
    const holder = await start(LONG, 'acme/web#1', 'many.yml');
    await started(holder);
    const run = await start('true', 'acme/web#1', 'many.yml');
    await start('true', 'acme/web#1', 'many.yml');
    sandbox.passTime(61);
    await post(`runs/${run.id}/cancel`);
    await ended(run);
    expect(await ask(run)).toMatchObject({ kind: 'over', end: 'cancelled' });
  });

  test('when a person cancelled it a moment after another had joined it, which looks like being replaced', async () => {
    const holder = await start(LONG, 'acme/web#1', 'many.yml');
    await started(holder);
    const run = await start('true', 'acme/web#1', 'many.yml');
    await start('true', 'acme/web#1', 'many.yml');
    await post(`runs/${run.id}/cancel`);
    await ended(run);
    expect(await ask(run)).toMatchObject({ kind: 'over', end: 'evicted' });
  });

  test('when a younger run of its group took its place', async () => {
    const holder = await start(LONG);
    await started(holder);
    await start('true', 'acme/web#2');
    const run = await start();
    await start();
    await ended(run);
    expect(await ask(run)).toMatchObject({ kind: 'over', end: 'evicted' });
  });
});

describe('whether a run is alive is not known', () => {
  test('of an attempt that GitHub does not show yet', async () => {
    const run = await start();
    await ended(run);
    expect(await ask(run, 2)).toEqual({ kind: 'unknown' });
  });

  test('if GitHub does not answer', async () => {
    const run = await start();
    await ended(run);
    const isRead = ({ operationId }: { operationId: string }) => operationId === 'actions/get-workflow-run';
    sandbox.inject({ match: isRead, fault: { kind: 'status', status: 502 } });
    expect(await ask(run)).toEqual({ kind: 'unknown' });
  });
});

describe('a run that is missing', () => {
  const missing = { id: 4_711 };
  const since = '2026-11-02T11:00:00Z';

  async function by(options: Partial<Asker> = {}): Promise<Asker> {
    const self = await start();
    return { ...asker, self: { id: self.id, attempt: 1 }, knownSince: () => since, ...options };
  }

  test('is over for a run that sees itself, if the ledger has named it for ten minutes', async () => {
    expect(await ask(missing, 1, await by())).toEqual({ kind: 'over', since, end: 'completed' });
  });

  test.each([
    ['the ledger has named it for less', { now: '2026-11-02T11:09:00Z' }],
    ['the ledger does not name it', { knownSince: () => undefined }],
    ['whoever asks is no run', { self: null }],
    ['whoever asks does not see itself', { self: { id: 4_712, attempt: 1 } }],
  ])('is not known to be over if %s', async (_, options) => {
    expect(await ask(missing, 1, await by(options))).toEqual({ kind: 'unknown' });
  });
});
