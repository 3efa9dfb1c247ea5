import { describe, expect, test } from 'vitest';
import type { Call, CallMatch } from '../../../src/sandbox/index.ts';
import { act } from '../action/implementation-world.ts';
import { type ClaimWorld, createClaimWorld, UNGROUPED } from './claim-world.ts';
import { NOTHING_IN_HAND } from './ledger-view.ts';

const ITEM = 'acme/web#538';
const SELECT = { project: 'web', agent: 'backlog-manager' };
const IMPLEMENT = { project: 'web', agent: 'implementation', item: ITEM };

function addItem({ web }: ClaimWorld, stage: string, number = 538): void {
  web.addIssue({ number, title: 'Sort', labels: [stage] });
}

function callsOf({ sandbox }: ClaimWorld, run: number): readonly string[] {
  return sandbox.calls.filter(({ by }) => by.runId === run).map(nameOf);
}

function nameOf({ operationId }: Call): string {
  return operationId.replace('graphql:', '');
}

const isListing: CallMatch = ({ operationId }) => operationId === 'issues/list-for-repo';

describe('the key of a dispatch', () => {
  test('goes with the run that it was sent for, and a second run that brings it ends before it has looked at the item', async () => {
    await using world = await createClaimWorld();
    addItem(world, 'Backlog');
    await world.run('interlock.yml', SELECT);
    const [run, ...others] = world.runs('implementation');
    expect(others).toEqual([]);
    const [decided] = await world.ledger.events('move-decided');
    const key = decided?.requests[0]?.key ?? '';
    expect(key).toMatch(/^implementation:acme\/web#538:\d+$/);
    expect(run?.inputs).toMatchObject({ dispatch: key, cause: `entered-todo ${ITEM}` });
    expect(run?.displayTitle).toBe(`implementation · ${ITEM} · ${key}`);
    expect(world.outputsOf(run)).toMatchObject({ outcome: 'moved', reason: 'pull-request-opened' });
    const claims = await world.ledger.events('claimed');
    expect(claims.at(-1)).toMatchObject({
      subjects: [`item ${ITEM}`],
      accepts: { key, dispatch: { acceptedBy: { id: run?.id, attempt: 1 } } },
    });
    expect(await world.ledger.inHand()).toEqual(NOTHING_IN_HAND);

    const before = world.web.issue(538);
    const pulls = world.web.pullRequests();
    await world.run(UNGROUPED, { ...IMPLEMENT, dispatch: key });
    const second = world.runs('implementation')[1];
    expect(world.outputsOf(second)).toMatchObject({ outcome: 'refused', reason: 'dispatch-closed' });
    expect(second?.conclusion).toBe('success');
    expect(callsOf(world, second?.id ?? 0)).toEqual([
      'repos/get-content',
      'actions/list-workflow-runs',
      'pulls/list',
      'query ReadLedger',
    ]);
    expect(world.web.issue(538)).toEqual(before);
    expect(world.web.pullRequests()).toEqual(pulls);
  });
});

describe('a backlog-manager', () => {
  test('is started once by a move of which no router hears', async () => {
    await using world = await createClaimWorld({ keys: { router: 'workflow' } });
    addItem(world, 'In review');
    await world.run('move.yml', { item: ITEM, destination: 'Merged' });
    const inputs = world.runs().map((run) => run.inputs);
    expect(inputs).toMatchObject([
      {
        agent: 'backlog-manager',
        cause: `entered-merged ${ITEM}`,
        dispatch: expect.stringMatching(/^backlog-manager:/),
      },
    ]);
  });

  test('that meets another is refused, and the end of the other starts the next', async () => {
    await using world = await createClaimWorld();
    const board = world.sandbox.hold(isListing, { times: 1 });
    const holder = await world.start('interlock.yml', SELECT);
    await board.reached;
    await world.start(UNGROUPED, SELECT);
    await world.sandbox.until(() => world.runs()[1]?.conclusion === 'success');
    const [, refused] = world.runs();
    expect(world.outputsOf(refused)).toMatchObject({ outcome: 'refused', reason: 'claimed' });
    expect(refused?.summary).toContain(`Run ${holder} (backlog-manager) has held the project since`);
    expect((await world.ledger.state()).claims).toMatchObject({ project: { wanted: true } });
    expect(await world.ledger.readme()).toMatch(/\| project \| backlog-manager, run \d+ \| \S+ \| yes \|/);

    addItem(world, 'Backlog');
    addItem(world, 'Backlog', 539);
    board.release();
    await world.sandbox.idle();
    const [, , next, ...others] = world.runs('backlog-manager');
    expect(others).toEqual([]);
    expect(next?.inputs).toMatchObject({
      cause: 'wanted',
      dispatch: expect.stringMatching(/^backlog-manager:project:\d+$/),
    });
    expect(next?.conclusion).toBe('success');
    expect(world.runs('implementation').map(({ inputs }) => inputs['item'])).toEqual([ITEM]);
    expect(await world.ledger.inHand()).toEqual(NOTHING_IN_HAND);
  });

  test('moves no item that it could not tell why, nor what it chose after it', async () => {
    await using world = await createClaimWorld({ keys: { 'max-in-flight': 3 } });
    for (const number of [1, 2, 3]) addItem(world, 'Backlog', number);
    const isOfSecond: CallMatch = (call) =>
      nameOf(call) === 'mutation AddStatus' && world.web.issue(1).comments.length === 1;
    world.sandbox.inject({ match: isOfSecond, fault: { kind: 'status', status: 500 }, times: 20 });
    const run = await world.run('interlock.yml', SELECT);
    expect(run.outputs).toMatchObject({ outcome: 'failed', reason: 'github-unavailable' });
    expect([1, 2, 3].map((number) => world.web.issue(number).labels.includes('Backlog'))).toEqual([
      false,
      true,
      true,
    ]);
    expect(world.runs('implementation').map(({ inputs }) => inputs['item'])).toEqual(['acme/web#1']);
    expect(await world.ledger.inHand()).toEqual(NOTHING_IN_HAND);
  });

  test('that breaks off has given its claim up', async () => {
    await using world = await createClaimWorld();
    addItem(world, 'Backlog');
    world.sandbox.inject({ match: isListing, fault: { kind: 'status', status: 500 }, times: 20 });
    const run = await world.run('interlock.yml', SELECT);
    expect(run.outputs).toMatchObject({ outcome: 'failed', reason: 'github-unavailable' });
    expect(await world.ledger.inHand()).toEqual(NOTHING_IN_HAND);
    expect(
      (await world.ledger.events('released')).map(({ run: { id }, forDead }) => ({ id, forDead })),
    ).toEqual([{ id: world.runs()[0]?.id, forDead: false }]);
  });
});

describe('an implementation', () => {
  test('that comes to nothing is counted, and with the last attempt the item is handed over, said once', async () => {
    await using world = await createClaimWorld({ command: 'exit 1', keys: { 'max-attempts': 2 } });
    addItem(world, 'Todo');
    await world.run('interlock.yml', IMPLEMENT);
    expect((await world.ledger.state()).items[ITEM]).toMatchObject({
      attempts: { 'implementation engine-failed': 1 },
      needsHuman: false,
    });
    expect(status(world)).toMatch(
      /The command failed: .* That was attempt 1 of at most 2: the reconciler starts/,
    );

    await world.run('move.yml', { item: ITEM, destination: 'todo' });
    const [, second] = world.runs('implementation');
    expect(second?.inputs['dispatch']).toMatch(/^implementation:/);
    expect(world.outputsOf(second)).toMatchObject({ outcome: 'failed', reason: 'engine-failed' });
    expect(second?.summary).toContain('No agent tries again before somebody moves the item to todo.');
    expect((await world.ledger.state()).items[ITEM]).toMatchObject({
      attempts: { 'implementation engine-failed': 2 },
      needsHuman: true,
    });
    const handedOver = 'Agents have failed on this item 2 times';
    expect(status(world)).toContain(handedOver);
    expect(status(world)).toMatch(/Stopped\*\* · \[`needs-human`\]/);
    expect(await world.ledger.readme()).toContain('## Waiting for a person');
    expect(await world.ledger.inHand()).toEqual(NOTHING_IN_HAND);

    await world.run('move.yml', { item: ITEM, destination: 'todo' });
    const [, , third] = world.runs('implementation');
    expect(world.outputsOf(third)).toMatchObject({ outcome: 'failed', reason: 'engine-failed' });
    expect(status(world).match(/ · stopped · Agents have failed/g)).toHaveLength(1);
    expect((await world.ledger.state()).items[ITEM]).toMatchObject({
      attempts: { 'implementation engine-failed': 1 },
      needsHuman: false,
    });
  });

  test('that visits an item for the second time holds its pull request too', async () => {
    await using world = await createClaimWorld();
    addItem(world, 'Todo');
    const { number } = await world.web.addPullRequest({
      title: 'Sort',
      head: 'interlock/web/web-538',
      files: { 'sorted.md': 'x\n' },
    });
    const run = await world.run('interlock.yml', IMPLEMENT);
    expect(run.outputs).toMatchObject({ outcome: 'moved', reason: 'pull-request-updated' });
    expect((await world.ledger.events('claimed')).map(({ subjects }) => subjects)).toEqual([
      [`item ${ITEM}`, `pull-request acme/web#${number}`],
    ]);
    expect(await world.ledger.inHand()).toEqual(NOTHING_IN_HAND);
  });

  test('that could not tell its item how it ended holds it until its post step has told that', async () => {
    await using world = await createClaimWorld();
    addItem(world, 'Todo');
    world.sandbox.inject({
      match: (call) => nameOf(call) === 'mutation EditStatus',
      fault: { kind: 'status', status: 500 },
      times: 2,
    });
    const run = await world.run('interlock.yml', IMPLEMENT);
    expect(run.outputs).toMatchObject({ outcome: 'moved', reason: 'pull-request-opened' });
    expect(run.summary).toContain('The status comment of acme/web#538 could not be written');
    expect(status(world)).toContain('**Interlock (web): Pull request**');
    expect(await world.ledger.inHand()).toEqual(NOTHING_IN_HAND);
    const record = (await world.ledger.state()).items[ITEM];
    expect(record?.seen.stage).toBe('in-review');
    expect(record?.attempts).toEqual({});
  });

  test.each([
    ['cancelled', 'sleep 300', true],
    ['killed', 'kill -9 $PPID; sleep 300', false],
  ])(
    'that was %s has given its claim up, and leaves its item to a person',
    async (_, command, isCancelled) => {
      await using world = await createClaimWorld({ command });
      addItem(world, 'Todo');
      const id = await world.start('interlock.yml', IMPLEMENT);
      if (isCancelled) {
        await world.sandbox.until(() => status(world).includes('Working'));
        await act(world, 'POST', `actions/runs/${id}/cancel`, {});
      }
      await world.sandbox.idle();
      expect(await world.ledger.inHand()).toEqual(NOTHING_IN_HAND);
      expect(await world.ledger.events('released')).toMatchObject([{ forDead: false }]);
      expect((await world.ledger.state()).items[ITEM]?.needsHuman).toBe(true);
      expect(status(world)).toContain('**Interlock (web): Stopped**');
    },
  );

  test("whose claim could not be given up is over all the same, and the item is nobody's failure", async () => {
    await using world = await createClaimWorld();
    addItem(world, 'Todo');
    world.sandbox.inject({
      match: ({ operationId }) =>
        operationId === 'graphql:query ReadLedger' && world.web.issue(538).labels.join() === 'In review',
      fault: { kind: 'status', status: 500 },
      times: 2,
    });
    const run = await world.run('interlock.yml', IMPLEMENT);
    expect(run.outputs).toMatchObject({ outcome: 'moved', reason: 'pull-request-opened' });
    const state = await world.ledger.state();
    expect(await world.ledger.inHand()).toEqual(NOTHING_IN_HAND);
    expect(state.items[ITEM]?.attempts).toEqual({});
    expect(state.items[ITEM]?.needsHuman).toBe(false);
  });

  test('that a person starts beside another of the same item is refused, and what it would do is left to that', async () => {
    await using world = await createClaimWorld();
    addItem(world, 'Todo');
    const push = world.sandbox.hold(
      ({ operationId }) =>
        operationId === 'graphql:query ItemPullRequests' &&
        world.web.issue(538).labels.join() === 'In progress',
      { times: 1 },
    );
    await world.start('interlock.yml', IMPLEMENT);
    await push.reached;
    await world.start(UNGROUPED, IMPLEMENT);
    await world.sandbox.until(() => world.runs()[1]?.conclusion === 'success');
    expect(world.outputsOf(world.runs()[1])).toMatchObject({ outcome: 'refused', reason: 'claimed' });
    push.release();
    await world.sandbox.idle();
    expect(world.outputsOf(world.runs()[0])).toMatchObject({
      outcome: 'moved',
      reason: 'pull-request-opened',
    });
    expect(world.web.pullRequests()).toHaveLength(1);
    expect(await world.ledger.inHand()).toEqual(NOTHING_IN_HAND);
  });
});

/** The item's one status comment. */
function status({ web }: ClaimWorld): string {
  const [comment, ...others] = web.issue(538).comments;
  expect(others).toEqual([]);
  return comment?.body ?? '';
}
