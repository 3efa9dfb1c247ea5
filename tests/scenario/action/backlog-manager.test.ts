import { expect, test } from 'vitest';
import { type ActionRun, type ActionWorld, createActionWorld } from './action-world.ts';

const config = (maxInFlight: number): string =>
  `version: 1\nproject: web\nledger: off\nboard: { type: github-labels }\nmax-in-flight: ${maxInFlight}\nagents:\n  backlog-manager: {}\n`;

interface NewItem {
  readonly labels?: readonly string[];
  readonly body?: string;
  readonly blockedBy?: readonly (number | string)[];
}

async function createWorld(
  maxInFlight: number,
  items: Readonly<Record<number, NewItem>>,
): Promise<ActionWorld> {
  const world = await createActionWorld({ config: config(maxInFlight) });
  for (const [number, { labels = ['Backlog'], body = '', blockedBy = [] }] of Object.entries(items)) {
    world.web.addIssue({
      number: Number(number),
      title: `Item ${number}`,
      body,
      labels: [...labels],
      blockedBy: [...blockedBy],
    });
  }
  return world;
}

const manage = (world: ActionWorld): Promise<ActionRun> =>
  world.run('interlock.yml', { project: 'web', agent: 'backlog-manager' });

const stageOf = ({ web }: ActionWorld, number: number): string => web.issue(number).labels.join(' + ');
const isQuery = (operationId: string): boolean => operationId.startsWith('graphql:query ');
const commentsOn = ({ web }: ActionWorld, number: number): readonly string[] =>
  web.issue(number).comments.map(({ body }) => body);
const comments = (world: ActionWorld): number => world.web.issues().flatMap((issue) => issue.comments).length;

test('moves the oldest item of the backlog to todo, and says why on it', async () => {
  await using world = await createWorld(1, { 538: {}, 539: {} });
  const run = await manage(world);
  expect(run.outputs).toMatchObject({ outcome: 'moved', reason: 'selected', 'previous-state': 'Backlog' });
  expect(JSON.parse(run.outputs['result'] ?? '')).toMatchObject({
    moves: [{ item: 'acme/web#538', outcome: 'moved', destination: 'Todo' }],
    inFlight: 1,
    maxInFlight: 1,
  });
  expect([stageOf(world, 538), stageOf(world, 539)]).toEqual(['Todo', 'Backlog']);
  expect(commentsOn(world, 538)).toEqual([
    expect.stringMatching(
      /^\*\*Interlock \(web\): Selected\*\*\n\nMoving to \*\*Todo\*\*: it is the oldest item of the backlog, with 0 of at most 1 in flight\. It names no dependency\. \[Run\]\(http.+\/acme\/web\/actions\/runs\/\d+\)\n\n[\s\S]*<!-- interlock: status web -->$/,
    ),
  ]);
  expect(commentsOn(world, 539)).toEqual([]);
});

test('the comment is there before the item enters todo', async () => {
  await using world = await createWorld(1, { 538: {} });
  const barrier = world.sandbox.hold(({ operationId }) => operationId === 'issues/add-labels');
  await world.start('interlock.yml', { project: 'web', agent: 'backlog-manager' });
  await barrier.reached;
  expect(commentsOn(world, 538)).toHaveLength(1);
  expect(stageOf(world, 538)).toBe('Backlog');
  barrier.release();
  await world.sandbox.idle();
  expect(stageOf(world, 538)).toBe('Todo');
});

test.each(['Todo', 'In progress', 'In review'])(
  'at capacity, with an item in %s, it says nothing on any item',
  async (label) => {
    await using world = await createWorld(1, { 536: { labels: [label] }, 538: {} });
    const run = await manage(world);
    expect(run.outputs).toMatchObject({ outcome: 'noop', reason: 'at-capacity' });
    expect(run).toMatchObject({ conclusion: 'success', annotations: [] });
    expect(comments(world)).toBe(0);
    expect(stageOf(world, 538)).toBe('Backlog');
    expect(run.summary).toContain('1 in backlog, 1 of at most 1 in flight');
  },
);

test('an item that is done takes no capacity', async () => {
  await using world = await createWorld(1, { 536: { labels: ['Done'] }, 538: {} });
  expect((await manage(world)).outputs).toMatchObject({ outcome: 'moved' });
});

test('an empty backlog is no news', async () => {
  await using world = await createWorld(1, { 536: { labels: ['Planning'] } });
  expect((await manage(world)).outputs).toMatchObject({ outcome: 'noop', reason: 'backlog-empty' });
  expect(comments(world)).toBe(0);
});

test('fills a capacity of 3 in one run, and no more', async () => {
  await using world = await createWorld(3, {
    536: { labels: ['In review'] },
    538: {},
    539: {},
    540: {},
  });
  const run = await manage(world);
  expect(JSON.parse(run.outputs['result'] ?? '').moves).toMatchObject([
    { item: 'acme/web#538' },
    { item: 'acme/web#539' },
  ]);
  expect([538, 539, 540].map((number) => stageOf(world, number))).toEqual(['Todo', 'Todo', 'Backlog']);
});

test("passes over an item that GitHub's blocked-by list holds back", async () => {
  await using world = await createWorld(1, {
    500: { labels: ['Planning'] },
    538: { blockedBy: [500] },
    539: {},
  });
  expect((await manage(world)).outputs).toMatchObject({ outcome: 'moved' });
  expect([stageOf(world, 538), stageOf(world, 539)]).toEqual(['Backlog', 'Todo']);
  expect(commentsOn(world, 539)[0]).toContain('that can start (1 older one cannot)');
});

test('passes over an item whose text names an unfinished one', async () => {
  await using world = await createWorld(1, {
    500: { labels: ['Planning'] },
    538: { body: 'Depends on #500.' },
    539: {},
  });
  await manage(world);
  expect([stageOf(world, 538), stageOf(world, 539)]).toEqual(['Backlog', 'Todo']);
});

test('a dependency that is done holds nothing back, and is named', async () => {
  await using world = await createWorld(1, {
    500: { labels: ['Done'] },
    538: { body: 'Depends on #500.' },
  });
  await manage(world);
  expect(stageOf(world, 538)).toBe('Todo');
  expect(commentsOn(world, 538)[0]).toContain('Finished before it: acme/web#500.');
});

test('a blocker that the token cannot see blocks', async () => {
  await using world = await createActionWorld({ config: config(1) });
  const secret = await world.sandbox.createRepository({
    owner: 'acme',
    name: 'secret',
    private: true,
    files: { 'README.md': 'x' },
  });
  secret.addIssue({ number: 1, title: 'Hidden' });
  world.web.addIssue({ number: 538, title: 'x', labels: ['Backlog'], blockedBy: ['acme/secret#1'] });
  const run = await manage(world);
  expect(run.outputs).toMatchObject({ outcome: 'refused', reason: 'all-blocked' });
  expect(commentsOn(world, 538)[0]).toContain('1 blocking issue that this token cannot see');
});

test('when everything waits, one comment on the oldest item names what each waits for', async () => {
  await using world = await createWorld(1, {
    500: { labels: ['Planning'] },
    538: { body: 'Blocked by #500' },
    539: { body: 'After #538' },
  });
  const run = await manage(world);
  expect(run.outputs).toMatchObject({ outcome: 'refused', reason: 'all-blocked' });
  expect(run).toMatchObject({ conclusion: 'success', annotations: [{ level: 'notice' }] });
  const [comment] = commentsOn(world, 538);
  expect(comment).toContain('- acme/web#538: acme/web#500 is not finished');
  expect(comment).toContain('- acme/web#539: acme/web#538 is not finished');
  expect(comments(world)).toBe(1);
});

test('that comment is never repeated, is left alone while it is true, and is edited when it is not', async () => {
  await using world = await createWorld(1, {
    500: { labels: ['Planning'] },
    538: { body: 'Blocked by #500' },
  });
  await manage(world);
  const [first] = commentsOn(world, 538);
  const before = world.sandbox.calls.length;
  await manage(world);
  expect(commentsOn(world, 538)).toEqual([first]);
  const writes = world.sandbox.calls
    .slice(before)
    .filter(
      ({ method, by, operationId }) => by.kind === 'workflow' && method !== 'GET' && !isQuery(operationId),
    );
  expect(writes).toEqual([]);

  world.web.addIssue({ number: 539, title: 'x', labels: ['Backlog'], body: 'Blocked by #500' });
  await manage(world);
  expect(commentsOn(world, 538)).toEqual([expect.stringContaining('acme/web#539')]);
});

test('a person who is faster wins: the comment says what happened, and the next item is tried', async () => {
  await using world = await createWorld(1, { 538: {}, 539: {} });
  const barrier = world.sandbox.hold(
    ({ operationId, path }) => operationId === 'issues/get' && path.endsWith('/538'),
  );
  await world.start('interlock.yml', { project: 'web', agent: 'backlog-manager' });
  await barrier.reached;
  await relabel(world, 538, 'Planning');
  barrier.release();
  await world.sandbox.idle();
  expect([stageOf(world, 538), stageOf(world, 539)]).toEqual(['Planning', 'Todo']);
  expect(commentsOn(world, 538)).toEqual([
    expect.stringMatching(
      /\): Not moved\*\*[\s\S]*Was selected for \*\*Todo\*\*, but not moved: .*"Backlog".*"Planning"/,
    ),
  ]);
  expect(commentsOn(world, 539)).toHaveLength(1);
});

test('another run that is faster fills the capacity: nothing else is moved', async () => {
  await using world = await createWorld(1, { 538: {}, 539: {} });
  const barrier = world.sandbox.hold(
    ({ operationId, path }) => operationId === 'issues/get' && path.endsWith('/538'),
  );
  const id = await world.start('interlock.yml', { project: 'web', agent: 'backlog-manager' });
  await barrier.reached;
  await relabel(world, 538, 'In progress');
  barrier.release();
  await world.sandbox.idle();
  expect([stageOf(world, 538), stageOf(world, 539)]).toEqual(['In progress', 'Backlog']);
  expect(world.runOf(id).outputs).toMatchObject({
    outcome: 'refused',
    reason: 'state-changed',
    'previous-state': 'In progress',
  });
});

test('a board that cannot be read moves nothing', async () => {
  await using world = await createWorld(2, { 536: { labels: ['Todo'] }, 538: {} });
  world.sandbox.inject({
    match: ({ operationId }) => operationId === 'issues/list-for-repo',
    skip: 1,
    fault: { kind: 'status', status: 502 },
  });
  expect((await manage(world)).outputs).toMatchObject({ outcome: 'failed', reason: 'github-unavailable' });
  expect(stageOf(world, 538)).toBe('Backlog');
  expect(comments(world)).toBe(0);
});

async function relabel({ sandbox, token }: ActionWorld, number: number, label: string): Promise<void> {
  const answer = await fetch(`${sandbox.apiUrl}/repos/acme/web/issues/${number}/labels`, {
    method: 'PUT',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ labels: [label] }),
  });
  expect(answer.ok).toBe(true);
}
