import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { type CostSum, dayOf, NO_COST } from '../../../src/core/ledger/cost.ts';
import type { ActionRun, ActionWorld } from '../action/action-world.ts';
import { act, relabel } from '../action/implementation-world.ts';
import { type ClaimWorld, type ClaimWorldOptions, createClaimWorld } from './claim-world.ts';
import { NOTHING_IN_HAND } from './ledger-view.ts';

const ITEM = 'acme/web#538';
const folder = mkdtempSync(join(tmpdir(), 'interlock-budget-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** The agent asks a model, so that its runs reserve money. Where there is no key, no engine is started. */
const CLAUDE = { implementation: { engine: 'claude', model: 'claude-opus-4-8' }, 'backlog-manager': {} };

function createCostWorld({ keys, ...options }: ClaimWorldOptions): Promise<ClaimWorld> {
  const reconcile = readFileSync(new URL('../../../docs/examples/reconcile.yml', import.meta.url), 'utf8');
  return createClaimWorld({
    ...options,
    keys: { agents: CLAUDE, ...keys },
    files: {
      '.github/workflows/reconcile.yml': reconcile
        .replace('OWNER/interlock@COMMIT_SHA', `interlock-dev/interlock@${'1'.repeat(40)}`)
        .replace('- uses:', '- id: interlock\n        uses:'),
    },
  });
}

type State = Record<string, unknown>;

/** As if it had been another Interlock that wrote there last. */
async function rewriteLedger(world: ClaimWorld, rewrite: (state: State) => State): Promise<void> {
  const { web, ledger, sandbox, token } = world;
  const text = (await web.readFile(ledger.branch, 'state.json')) ?? '';
  const answer = await fetch(
    `${sandbox.apiUrl}/repos/acme/web/contents/state.json?ref=${encodeURIComponent(ledger.branch)}`,
    { headers: { authorization: `Bearer ${token}` } },
  );
  const { sha } = (await answer.json()) as { sha: string };
  await act(world, 'PUT', 'contents/state.json', {
    message: 'x',
    branch: ledger.branch,
    sha,
    content: Buffer.from(JSON.stringify(rewrite(JSON.parse(text)))).toString('base64'),
  });
}

function without(key: string, state: State): State {
  return Object.fromEntries(Object.entries(state).filter(([name]) => name !== key));
}

function costing(dollars: number): CostSum {
  return { ...NO_COST, nanoDollars: dollars * 1e9, tokens: 9000, seconds: 600, runs: 4 };
}

const onItem = (state: State): State => ({ ...state, costs: { items: { [ITEM]: costing(18.2) }, days: {} } });

/** By the clock of the sandbox. */
async function todayOf({ sandbox }: ActionWorld): Promise<string> {
  const { headers } = await fetch(`${sandbox.apiUrl}/zen`);
  return dayOf(new Date(headers.get('date') ?? '').toISOString());
}

async function reconcile(world: ActionWorld): Promise<ActionRun> {
  const run = await world.run('reconcile.yml');
  expect(run.conclusion, run.log).toBe('success');
  return run;
}

const statuses = ({ web }: ActionWorld): readonly string[] =>
  web.issue(538).comments.map(({ body }) => body.split('<details>')[0] ?? '');

async function dragTo(world: ClaimWorld, stage: string): Promise<void> {
  world.sandbox.passTime(120);
  await relabel(world, stage);
  world.sandbox.passTime(120);
}

describe('an item whose next run could pass a cap', () => {
  test('is not started, is handed over once, and says the figures; a drag forgives failures and no cost', async () => {
    await using world = await createCostWorld({ keys: { 'item-budget': 20 } });
    world.web.addIssue({ number: 538, title: 'Sort', labels: ['Backlog'] });
    await rewriteLedger(world, onItem);
    await dragTo(world, 'Todo');
    await reconcile(world);
    const [run] = world.runs('implementation');
    expect(run?.conclusion).toBe('success');
    expect(world.outputsOf(run)).toMatchObject({ outcome: 'refused', reason: 'budget-spent' });
    const figures =
      'have cost $18.20, and another one may cost $5.00: together more than the $20.00 of `item-budget`';
    expect(run?.summary).toContain(figures);
    expect(statuses(world)).toEqual([expect.stringContaining(figures)]);
    expect(statuses(world)[0]).toContain('`budget-spent`');
    expect((await world.ledger.state()).items[ITEM]).toMatchObject({ needsHuman: true });
    expect(await world.ledger.inHand()).toEqual(NOTHING_IN_HAND);
    expect(world.web.issue(538).labels).toEqual(['Todo']);
    expect(await world.ledger.readme()).toContain(`| ${ITEM} | 4 | $18.20 | 9000 | 0 | 10 |  |`);

    world.sandbox.passTime(3600);
    await reconcile(world);
    expect(world.runs('implementation')).toHaveLength(1);

    await dragTo(world, 'Backlog');
    await dragTo(world, 'Todo');
    await reconcile(world);
    const [, again] = world.runs('implementation');
    expect(world.outputsOf(again)).toMatchObject({ outcome: 'refused', reason: 'budget-spent' });
    expect((await world.ledger.events('budget-reached')).map(({ handedOver }) => handedOver)).toEqual([
      true,
      true,
    ]);
    expect((await world.ledger.state()).costs.items[ITEM]).toEqual(costing(18.2));
    expect(world.web.pullRequests()).toEqual([]);
  });

  test('of the day is told so, and starts when a person moves it on the next day', async () => {
    await using world = await createCostWorld({ keys: { 'day-budget': 50 } });
    world.web.addIssue({ number: 538, title: 'Sort', labels: ['Backlog'] });
    await dragTo(world, 'Todo');
    const today = await todayOf(world);
    await rewriteLedger(world, (state) => ({
      ...state,
      costs: { items: {}, days: { [today]: costing(46) } },
    }));
    await reconcile(world);
    expect(world.outputsOf(world.runs('implementation')[0])).toMatchObject({ reason: 'budget-spent' });
    expect(statuses(world)[0]).toContain('Runs of today (UTC) have cost $46.00');
    expect(statuses(world)[0]).toContain('or wait for the next day (UTC)');

    world.sandbox.passTime(24 * 60 * 60);
    await dragTo(world, 'Backlog');
    await dragTo(world, 'Todo');
    await reconcile(world);
    // There is money now, and no key.
    expect(world.outputsOf(world.runs('implementation')[1])).toMatchObject({
      reason: 'model-access-invalid',
    });
    const { costs, claims } = await world.ledger.state();
    expect({ costs, claims }).toMatchObject({ costs: { items: {} }, claims: {} });
  });
});

/** By which an engine says that it is at work, and waits until it may end. */
function makePipes(name: string): { readonly begun: string; readonly go: string } {
  const [begun, go] = [join(folder, `${name}-begun`), join(folder, `${name}-go`)];
  execFileSync('mkfifo', [begun, go]);
  return { begun, go };
}

test('a run reserves its budget for as long as it works, and one that is killed counts it in full', async () => {
  const { begun, go } = makePipes('killed');
  const program = join(folder, 'claude');
  // What a program does before it is killed is nobody's business here; the suite of the engines drives the real one.
  writeFileSync(
    program,
    `#!/bin/sh\n[ "$1" = --version ] && echo 2.1.332 && exit\necho > "${begun}"; cat "${go}"; kill -9 $PPID; sleep 300\n`,
  );
  chmodSync(program, 0o755);
  await using world = await createCostWorld({
    keys: { 'item-budget': 8 },
    env: { PATH: `${folder}${delimiter}${process.env['PATH']}`, ANTHROPIC_API_KEY: 'sk-ant-of-nobody' },
  });
  world.web.addIssue({ number: 538, title: 'Sort', labels: ['Todo'] });
  const run = await world.start('interlock.yml', { project: 'web', agent: 'implementation', item: ITEM });
  await readFile(begun);
  const { claims } = await world.ledger.state();
  expect(claims[`item ${ITEM}`]?.reserved).toEqual({ nanoDollars: 5e9, unpricedTokens: 5_000_000 });
  expect(await world.ledger.readme()).toContain(
    `| ${ITEM} | 0 | $0.00 | 0 | 0 | 0 | $5.00 or 5,000,000 tokens |`,
  );
  await writeFile(go, '');
  await world.sandbox.idle();
  expect(world.runOf(run).conclusion).toBe('failure');
  expect(await world.ledger.events('released')).toMatchObject([
    { forDead: false, cost: { nanoDollars: 5e9, unpricedTokens: 5_000_000, tokens: null, isFull: true } },
  ]);
  const { costs } = await world.ledger.state();
  expect(costs.items[ITEM]).toMatchObject({ nanoDollars: 5e9, runs: 1, uncountedRuns: 1 });
  expect(Object.values(costs.days)).toEqual([costs.items[ITEM]]);
  // Five and five are more than eight.
  const second = await world.run('interlock.yml', { project: 'web', agent: 'implementation', item: ITEM });
  expect(second.outputs).toMatchObject({ outcome: 'refused', reason: 'budget-spent' });
});

test('what a command took is told to the ledger: minutes, and that nobody knows its money', async () => {
  await using world = await createClaimWorld();
  world.web.addIssue({ number: 538, title: 'Sort', labels: ['Todo'] });
  await world.run('interlock.yml', { project: 'web', agent: 'implementation', item: ITEM });
  const [released] = await world.ledger.events('released');
  expect(released?.cost).toEqual({
    nanoDollars: 0,
    unpricedTokens: 0,
    tokens: null,
    seconds: expect.any(Number),
    isFull: false,
  });
  expect((await world.ledger.state()).costs.items[ITEM]).toMatchObject({ runs: 1, uncountedRuns: 1 });
  expect((await world.ledger.headlines()).join()).toMatch(/run \d+ ends, cost unknown/);
});

test('what an item cost is forgotten when it is closed, in the entry that its merge makes anyway', async () => {
  await using world = await createCostWorld({ keys: { 'item-budget': 20 } });
  world.web.addIssue({ number: 538, title: 'Sort', labels: ['In review'] });
  world.web.addIssue({ number: 539, title: 'Filter', labels: ['In review'] });
  await rewriteLedger(world, (state) => ({
    ...state,
    costs: { items: { [ITEM]: costing(1), 'acme/web#539': costing(2), 'acme/gone#1': costing(3) }, days: {} },
  }));
  await act(world, 'PATCH', 'issues/538', { state: 'closed' });
  const { seq } = await world.ledger.state();
  await world.run('move.yml', { item: ITEM, destination: 'Merged' });
  const events = (await world.ledger.entries()).find((entry) => entry.seq === seq + 1)?.events ?? [];
  expect(events.map(({ type }) => type)).toEqual(['move-decided', 'item-closed']);
  // Nobody told the ledger of the other; what cannot be read holds nothing up.
  await act(world, 'PATCH', 'issues/539', { state: 'closed' });
  await reconcile(world);
  expect(Object.keys((await world.ledger.state()).costs.items)).toEqual(['acme/gone#1']);
});

test('a ledger of version 1 is carried over with its work in flight, which comes to review', async () => {
  const { begun, go } = makePipes('version-1');
  await using world = await createClaimWorld({
    command: `echo > "${begun}"; cat "${go}"; echo done > done.txt`,
  });
  world.web.addIssue({ number: 538, title: 'Sort', labels: ['Backlog'] });
  const manager = await world.start('interlock.yml', { project: 'web', agent: 'backlog-manager' });
  await readFile(begun);
  await world.sandbox.until(() => world.runOf(manager).conclusion === 'success');
  const before = await world.ledger.state();
  expect(Object.keys(before.claims)).toEqual([`item ${ITEM}`]);
  await rewriteLedger(world, ({ claims, ...state }) => ({
    ...without('costs', state),
    version: 1,
    claims: Object.fromEntries(
      Object.entries(claims as Record<string, State>).map(([subject, claim]) => [
        subject,
        without('reserved', claim),
      ]),
    ),
  }));
  await writeFile(go, '');
  await world.sandbox.idle();
  expect(world.web.issue(538).labels).toEqual(['In review']);
  const after = await world.ledger.state();
  expect(after).toMatchObject({ version: 2, since: before.since, costs: { items: { [ITEM]: { runs: 1 } } } });
  expect(await world.ledger.inHand()).toEqual(NOTHING_IN_HAND);
});
