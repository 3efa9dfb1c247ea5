import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { STAGES } from '../../../src/core/stages.ts';
import { DEFAULT_STATE_NAMES } from '../../../src/core/states.ts';
import { type RepositoryHandle, type Sandbox, startSandbox } from '../../../src/sandbox/index.ts';
import { alikeRaces, mover } from '../../contract/ledger/every-race.ts';
import { PATIENT_SANDBOX } from '../../patience.ts';
import { agentsWorkflow, moveWorkflow } from '../action/workflows.ts';
import { addLedger, type LedgerView } from './ledger-view.ts';
import { inOrder, type RacingRun } from './order-calls.ts';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

const CONFIG = stringify({
  version: 1,
  isolation: 'none',
  project: 'web',
  ledger: 'on',
  'max-in-flight': 50,
  board: { type: 'github-labels' },
  repositories: ['acme/web', 'acme/api'],
  agents: { implementation: { engine: 'command', command: 'date >> log.md' } },
});

const APP = {
  actions: 'write',
  contents: 'write',
  issues: 'write',
  pull_requests: 'write',
} as const;

describe('a project of two repositories, of which acme/web is its home', () => {
  let sandbox: Sandbox;
  let web: RepositoryHandle;
  let api: RepositoryHandle;
  let ledger: LedgerView;
  let token: string;

  beforeAll(async () => {
    sandbox = await startSandbox({
      ...PATIENT_SANDBOX,
      actions: { 'interlock-dev/interlock': ROOT },
    });
    const { slug, clientId, privateKey } = sandbox.createApp({
      slug: 'interlock',
      permissions: APP,
      events: [],
    });
    const app = { 'app-client-id': clientId, 'app-private-key': '${{ secrets.KEY }}' };
    const add = (name: string, files: Readonly<Record<string, string>>) =>
      sandbox.createRepository({ owner: 'acme', name, files, secrets: { KEY: privateKey } });
    web = await add('web', {
      '.github/interlock.yml': CONFIG,
      '.github/workflows/interlock.yml': agentsWorkflow({ with: app }),
      '.github/workflows/move.yml': moveWorkflow({ with: app }),
    });
    api = await add('api', {
      '.github/workflows/move.yml': moveWorkflow({ with: { ...app, home: 'acme/web' } }),
      '.github/workflows/lost.yml': moveWorkflow({ with: app }),
      '.github/workflows/own-token.yml': moveWorkflow({ with: { home: 'acme/web' } }),
    });
    sandbox.install({ app: slug, owner: 'acme' });
    for (const stage of STAGES) api.addLabel({ name: DEFAULT_STATE_NAMES[stage] });
    sandbox.passTime(60_000);
    ledger = await addLedger(sandbox, web);
    ({ token } = sandbox.createPerson({
      login: 'mona',
      access: { 'acme/web': 'write', 'acme/api': 'write' },
    }));
  });

  afterAll(() => sandbox[Symbol.asyncDispose]());

  async function start(
    { fullName: repository }: RepositoryHandle,
    workflow: string,
    item: string,
  ): Promise<RacingRun> {
    const path = `repos/${repository}/actions/workflows/${workflow}/dispatches`;
    const inputs = { item, destination: 'todo', 'expected-source-state': 'backlog' };
    const answer = await fetch(`${sandbox.apiUrl}/${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ ref: 'main', inputs, return_run_details: true }),
    });
    const { workflow_run_id: id } = (await answer.json()) as { workflow_run_id: number };
    return { repository, id };
  }

  function outputsOf({ repository, id }: RacingRun): Readonly<Record<string, string>> {
    const run = sandbox.runs(repository).find((one) => one.id === id);
    return run?.jobs.flatMap(({ steps }) => steps).find((step) => step.id === 'interlock')?.outputs ?? {};
  }

  function addItem(): { readonly number: number; readonly item: string } {
    const { number } = api.addIssue({ title: 'Sort', labels: ['Backlog'] });
    sandbox.passTime(2_000);
    return { number, item: `acme/api#${number}` };
  }

  test.each(alikeRaces(mover({ tells: false })).map(([race]) => race))(
    'a run of each moves one item, in the order $order: one moves it, and starts one run',
    async ({ order, turns, loses }) => {
      const { number, item } = addItem();
      const before = (await ledger.entries()).length;
      const begin = sandbox.holdRuns(({ path }) => path.endsWith('/move.yml'));
      // What it starts is another test's business.
      sandbox.holdRuns(({ inputs }) => inputs['agent'] === 'implementation');
      const runs = { A: await start(web, 'move.yml', item), B: await start(api, 'move.yml', item) };
      const raced = inOrder(sandbox, { order }, runs);
      begin.release();
      expect(await raced).toEqual(turns);
      await sandbox.idle();
      const reasons = [outputsOf(runs.A)['reason'], outputsOf(runs.B)['reason']];
      expect(reasons.toSorted()).toEqual(['moved', loses].toSorted());
      expect(api.issue(number).labels).toEqual(['Todo']);
      expect(api.issue(number).timeline.filter(({ label }) => label === 'Todo')).toHaveLength(1);
      const started = sandbox
        .runs('acme/web')
        .filter(({ inputs }) => inputs['item'] === item && inputs['agent']);
      expect(started).toHaveLength(1);
      const entries = (await ledger.entries()).slice(before);
      expect(entries.map(({ events }) => events.map(({ type }) => type))).toEqual([
        ['move-decided'],
        ['item-seen', 'dispatch-sent'],
      ]);
      // Whether a run lives is asked in the home repository alone.
      const [winner] = Object.values(runs).filter((run) => outputsOf(run)['reason'] === 'moved');
      const run = winner?.repository === 'acme/web' ? { id: winner.id, attempt: 1 } : null;
      expect(entries[0]?.events).toMatchObject([
        { move: { run }, requests: [{ key: started[0]?.inputs['dispatch'] }] },
      ]);
    },
  );

  test.each([
    ['does not say where the home is', 'lost.yml'],
    ["has its own workflow's token", 'own-token.yml'],
  ])('a run of the other that %s decides nothing', async (_, workflow) => {
    const { number, item } = addItem();
    const before = await ledger.entries();
    const run = await start(api, workflow, item);
    await sandbox.idle();
    expect(outputsOf(run)).toMatchObject({ outcome: 'failed', reason: 'config-missing' });
    expect(api.issue(number)).toMatchObject({ labels: ['Backlog'], timeline: [] });
    expect(await ledger.entries()).toEqual(before);
  });
});
