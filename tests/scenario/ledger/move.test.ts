import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { STAGES } from '../../../src/core/stages.ts';
import { DEFAULT_STATE_NAMES } from '../../../src/core/states.ts';
import type { Call } from '../../../src/sandbox/index.ts';
import { type ActionWorld, createActionWorld } from '../action/action-world.ts';
import { addLedger, type LedgerView } from './ledger-view.ts';

const APP = { actions: 'write', contents: 'write', issues: 'write', organization_projects: 'write' } as const;

const BOARDS = {
  'github-labels': { board: '{ type: github-labels }' },
  'github-projects': {
    board: '{ type: github-projects, owner: acme, number: 7 }',
    appPermissions: APP,
  },
} as const;

const CONFIG = 'version: 1\nproject: web\nledger: on\nboard: { type: github-labels }\nagents: {}\n';
const PERMISSIONS = { contents: 'write', issues: 'write' } as const;

const READ = {
  'github-labels': 'query SeeLabelledIssues',
  'github-projects': 'query SeeBoardItems',
} as const;
const WRITE = { 'github-labels': 'mutation MoveLabel', 'github-projects': 'mutation MoveCards' } as const;

interface Item {
  readonly item: string;
  /** The stages that people see it in. */
  states(): readonly string[];
}

describe.each(Object.keys(BOARDS) as (keyof typeof BOARDS)[])('with a ledger, a move on %s', (type) => {
  let world: ActionWorld;
  let ledger: LedgerView;
  let addItem: (...states: readonly string[]) => Item;

  beforeAll(async () => {
    const { board, ...options } = BOARDS[type];
    world = await createActionWorld({
      config: CONFIG.replace('{ type: github-labels }', board),
      permissions: PERMISSIONS,
      ...options,
    });
    const { sandbox, web } = world;
    ledger = await addLedger(sandbox, web);
    const names = STAGES.map((stage) => DEFAULT_STATE_NAMES[stage]);
    for (const name of names) web.addLabel({ name });
    const project = sandbox.createProject({ owner: 'acme', number: 7, title: 'Board', states: names });
    addItem = (...states) => {
      const onLabels = type === 'github-labels';
      const { number } = web.addIssue({ title: 'Sort', ...(onLabels && { labels: [...states] }) });
      const item = `acme/web#${number}`;
      if (!onLabels) for (const state of states) project.addItem({ issue: item, state });
      return {
        item,
        states: () =>
          onLabels
            ? web.issue(number).labels.toSorted()
            : project.itemsOf(item).flatMap(({ state }) => state ?? []),
      };
    };
  });

  afterAll(() => world[Symbol.asyncDispose]());

  /** The calls of the run, without those that find out who it is and what is configured. */
  async function move(inputs: Readonly<Record<string, string>>) {
    const before = world.sandbox.calls.length;
    const run = await world.run('move.yml', inputs);
    const calls = world.sandbox.calls.slice(before).filter(isAboutTheMove).map(nameOf);
    return { ...run, calls };
  }

  test('is decided in the ledger before the board is written, by four calls', async () => {
    const { item, states } = addItem('Backlog');
    const { outputs, calls } = await move({
      item,
      destination: 'todo',
      'expected-source-state': 'Backlog',
    });
    expect(outputs).toMatchObject({ outcome: 'moved', reason: 'moved', 'previous-state': 'Backlog' });
    expect(JSON.parse(outputs['result'] ?? '')).toEqual({
      outcome: 'moved',
      reason: 'moved',
      message: `${item} was moved from "Backlog" to "Todo".`,
      previousState: 'Backlog',
      item,
      destination: 'Todo',
    });
    expect(calls).toEqual(['query ReadLedger', READ[type], 'mutation AppendToLedger', WRITE[type]]);
    expect(states()).toEqual(['Todo']);
    expect((await ledger.state()).items[item]).toMatchObject({ move: { to: 'todo' } });
  });

  test('of an item that somebody moved first is refused with both states, as without one', async () => {
    const { item, states } = addItem('In progress');
    const { outputs, conclusion, annotations, calls } = await move({
      item,
      destination: 'todo',
      'expected-source-state': 'backlog',
    });
    expect(outputs).toMatchObject({
      outcome: 'refused',
      reason: 'state-changed',
      'previous-state': 'In progress',
    });
    expect(conclusion).toBe('success');
    expect(annotations).toMatchObject([
      { level: 'notice', message: expect.stringMatching(/^state-changed: .*"Backlog".*"In progress"/) },
    ]);
    expect(calls).toEqual(['query ReadLedger', READ[type]]);
    expect(states()).toEqual(['In progress']);
  });

  test('to where the item is already does nothing', async () => {
    const { item } = addItem('Todo');
    const { outputs, calls } = await move({ item, destination: 'todo', 'expected-source-state': 'backlog' });
    expect(outputs).toMatchObject({ outcome: 'noop', reason: 'already-there', 'previous-state': 'Todo' });
    expect(calls).toEqual(['query ReadLedger', READ[type]]);
  });
});

describe('a move with a ledger', () => {
  test.each([
    ['that was never made', async () => {}, 'ledger-missing', 'interlock init'],
    [
      'that a person deleted',
      async (world: ActionWorld) => {
        await addLedger(world.sandbox, world.web);
        await asPerson(world, 'DELETE', 'git/refs/heads/interlock-ledger/web');
      },
      'ledger-missing',
      'interlock init',
    ],
    [
      'that a person has written into',
      async (world: ActionWorld) => {
        const ledger = await addLedger(world.sandbox, world.web);
        const { sha } = (await asPerson(world, 'GET', `contents/state.json?ref=${ledger.branch}`)) as {
          sha: string;
        };
        const content = Buffer.from('{}').toString('base64');
        await asPerson(world, 'PUT', 'contents/state.json', {
          message: 'Tidy up',
          branch: ledger.branch,
          content,
          sha,
        });
      },
      'ledger-invalid',
      'interlock-ledger/web',
    ],
  ])('%s leaves the board as it is, and says what to do', async (_, harm, reason, help) => {
    await using world = await createActionWorld({ config: CONFIG, permissions: PERMISSIONS });
    await harm(world);
    const { number } = world.web.addIssue({ title: 'Sort', labels: ['Backlog'] });
    const run = await world.run('move.yml', { item: `acme/web#${number}`, destination: 'todo' });
    expect(run.outputs).toMatchObject({ outcome: 'failed', reason, 'previous-state': '' });
    expect(run.conclusion).toBe('failure');
    expect(run.summary).toContain(help);
    expect(world.web.issue(number)).toMatchObject({ labels: ['Backlog'], timeline: [] });
  });
});

async function asPerson(
  { sandbox, token }: ActionWorld,
  method: string,
  path: string,
  body?: unknown,
): Promise<unknown> {
  const answer = await fetch(`${sandbox.apiUrl}/repos/acme/web/${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
  return answer.status === 204 ? undefined : answer.json();
}

function isAboutTheMove({ by, operationId }: Call): boolean {
  const isSetting = ['repos/get-content', 'graphql:query BoardLayout'].includes(operationId);
  return ['workflow', 'installation'].includes(by.kind) && !isSetting;
}

function nameOf({ operationId }: Call): string {
  return operationId.replace('graphql:', '');
}

// The field of a project has one value: there the later of two writes stands.
test('with a ledger, a move that a person crosses on a label board says that the item is in both stages', async () => {
  await using world = await createActionWorld({ config: CONFIG, permissions: PERMISSIONS });
  await addLedger(world.sandbox, world.web);
  for (const name of ['Backlog', 'Planning', 'Todo']) world.web.addLabel({ name });
  const { number } = world.web.addIssue({ title: 'Sort', labels: ['Backlog'] });
  const item = `acme/web#${number}`;
  const write = world.sandbox.hold((call) => nameOf(call) === WRITE['github-labels'], { times: 1 });
  const id = await world.start('move.yml', {
    item,
    destination: 'todo',
    'expected-source-state': 'backlog',
  });
  await write.reached;
  await fetch(`${world.sandbox.apiUrl}/repos/acme/web/issues/${number}/labels`, {
    method: 'PUT',
    headers: { authorization: `Bearer ${world.token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ labels: ['Planning'] }),
  });
  write.release();
  await world.sandbox.idle();
  const run = world.runOf(id);
  expect(world.web.issue(number).labels.toSorted()).toEqual(['Planning', 'Todo']);
  expect(run.outputs).toMatchObject({ outcome: 'refused', reason: 'state-ambiguous' });
  expect(JSON.parse(run.outputs['result'] ?? '')).toMatchObject({
    message: `Somebody moved ${item} to "Planning" while Interlock moved it to "Todo": it is in both now, and nothing was started. Take it out of one of them.`,
  });
});
