import { describe, expect, test } from 'vitest';
import { GitHubProjectsBoard } from '../../../src/boards/github-projects/github-projects-board.ts';
import { moveItem } from '../../../src/boards/move-item.ts';
import { formatItemId, type ItemId } from '../../../src/core/item-id.ts';
import { findInstallation } from '../../../src/github/app-authentication.ts';
import type { Call } from '../../../src/sandbox/index.ts';
import { guardedMove, idsOf, inStage, plainMove, stateOf } from '../../contract/board-world.ts';
import {
  createGitHubProjectsWorld,
  DEFAULT_STATES,
  type GitHubProjectsWorld,
} from '../../contract/github-projects-world.ts';
import { startWire } from '../github/wire.ts';

const required = (name: string, stage: (typeof DEFAULT_STATES)[number]['stage']) => ({
  stage,
  name,
  isOptional: false,
});

describe('options of the field', () => {
  test('that were renamed are found by their id, and the state has the new name', async () => {
    await using world = await createGitHubProjectsWorld();
    const id = world.addItem({ states: ['Todo'] });
    const ready = optionId(world, 'Todo');
    world.project.renameOption('Todo', 'Ready');
    const states = [...DEFAULT_STATES.filter(({ stage }) => stage !== 'todo'), required(ready, 'todo')];
    const board = world.boardOf({ states });
    expect((await board.read(id))?.states).toEqual([{ stage: 'todo', name: 'Ready', id: ready }]);
    expect(idsOf(await board.list(['todo']))).toEqual([formatItemId(id)]);
  });

  test('that are renamed between two requests are known at once', async () => {
    await using world = await createGitHubProjectsWorld();
    const id = world.addItem({ states: ['Todo'] });
    const states = DEFAULT_STATES.map((state) => ({ ...state, name: optionId(world, state.name) }));
    const board = world.boardOf({ states });
    expect(await board.list(['todo'])).toHaveLength(1);
    world.project.renameOption('Todo', 'Ready');
    expect(idsOf(await board.list(['todo']))).toEqual([formatItemId(id)]);
  });

  test('of which two have the name of one state are refused, whatever is asked', async () => {
    await using world = await createGitHubProjectsWorld();
    const id = world.addItem({ states: ['Backlog'] });
    world.project.addOption('todo');
    for (const asked of [world.board.readStates(), world.board.read(id), world.board.list(['backlog'])]) {
      await expect(asked).rejects.toMatchObject({
        reason: 'unknown-state',
        message: expect.stringContaining('"Todo" is the name of 2 options'),
      });
    }
    expect(await guardedMove(world, id)).toMatchObject({ outcome: 'failed', reason: 'unknown-state' });
    expect(world.traffic().writes).toBe(0);
  });

  test('that a configuration names and that are gone are said with those that are there', async () => {
    await using world = await createGitHubProjectsWorld();
    world.project.removeOption('In review');
    const states = DEFAULT_STATES.map((state) => ({ ...state, isOptional: false }));
    await expect(world.boardOf({ states }).readStates()).rejects.toMatchObject({
      reason: 'unknown-state',
      message:
        'The field "Status" of project 7 of acme does not fit the configuration: there is no option "In review" for in-review. Its options are "Splitting", "Planning", "Backlog", "Todo", "In progress", "Done", "Merged". Correct `board.states`, or the options of the field.',
    });
  });

  test('that nobody named may be missing: the board then has no such stage', async () => {
    await using world = await createGitHubProjectsWorld();
    world.project.removeOption('In review');
    const id = world.addItem({ states: ['Todo'] });
    const stages = (await world.board.readStates()).map(({ stage }) => stage);
    expect(stages).toEqual(['splitting', 'planning', 'backlog', 'todo', 'in-progress', 'done', 'merged']);
    expect(idsOf(await world.board.list(['todo', 'in-review']))).toEqual([formatItemId(id)]);
    await expect(world.board.write(id, stateOf('in-review'))).rejects.toMatchObject({
      reason: 'unknown-state',
    });
  });

  test('are found though the board writes them in another case, and with blanks', async () => {
    await using world = await createGitHubProjectsWorld();
    world.project.renameOption('In progress', ' In Progress ');
    const id = world.addItem();
    world.project.setStatus(cardOf(world, id), ' In Progress ');
    expect(idsOf(await world.board.list(['in-progress']))).toEqual([formatItemId(id)]);
    const result = await moveItem(world.board, {
      item: id,
      destination: stateOf('todo'),
      expected: [stateOf('in-progress')],
    });
    expect(result).toMatchObject({ outcome: 'moved', previousState: ' In Progress ' });
  });

  test('with a quote in their name cannot be searched for, and that is said', async () => {
    await using world = await createGitHubProjectsWorld();
    world.project.renameOption('Todo', 'The "todo"');
    const states = [
      ...DEFAULT_STATES.filter(({ stage }) => stage !== 'todo'),
      required(optionId(world, 'The "todo"'), 'todo'),
    ];
    await expect(world.boardOf({ states }).list(['todo'])).rejects.toMatchObject({
      reason: 'unknown-state',
      message: expect.stringContaining('because of the quote'),
    });
  });
});

describe('the field', () => {
  test('is found by its id', async () => {
    await using world = await createGitHubProjectsWorld();
    const { id: field } = world.project.addSelectField({
      name: 'Pipeline stage',
      options: ['Backlog', 'Todo', 'In progress', 'Done'],
    });
    const board = world.boardOf({ field });
    expect((await board.readStates()).map(({ name }) => name)).toEqual([
      'Backlog',
      'Todo',
      'In progress',
      'Done',
    ]);
    const id = world.addItem({ states: ['Merged'] });
    await board.write(id, stateOf('todo'));
    expect((await board.read(id))?.states).toEqual([inStage('todo')]);
    expect(idsOf(await board.list(['todo']))).toEqual([formatItemId(id)]);
    expect(world.look(id).states).toEqual(['Merged']);
  });

  test('is found in whatever case its name is written', async () => {
    await using world = await createGitHubProjectsWorld();
    const id = world.addItem({ states: ['Backlog'] });
    const board = world.boardOf({ field: ' status' });
    expect((await board.read(id))?.states).toEqual([inStage('backlog')]);
  });

  test('is found beyond the first page of fields', async () => {
    await using world = await createGitHubProjectsWorld();
    for (let count = 0; count < 120; count += 1)
      world.project.addField({ name: `Note ${count}`, type: 'TEXT' });
    world.project.addSelectField({ name: 'Stage', options: ['Backlog', 'Todo', 'In progress', 'Done'] });
    const id = world.addItem();
    const board = world.boardOf({ field: 'Stage' });
    await board.write(id, stateOf('todo'));
    expect((await board.read(id))?.states).toEqual([inStage('todo')]);
    expect(await board.readStates()).toHaveLength(4);
  });

  test('that is missing, or of another kind, is said with those that would do', async () => {
    await using world = await createGitHubProjectsWorld();
    world.project.addField({ name: 'Points', type: 'NUMBER' });
    for (const field of ['Points', 'Phase']) {
      await expect(world.boardOf({ field }).readStates()).rejects.toMatchObject({
        reason: 'board-missing',
        message: `The project 7 of acme has no single select field "${field}". It has "Status". Correct \`board.field\`.`,
      });
    }
  });
});

describe('cards', () => {
  test('of which one issue has two are ambiguous, even in the same state', async () => {
    await using world = await createGitHubProjectsWorld();
    const id = world.addItem({ states: ['Backlog', 'Backlog'] });
    const [listed] = await world.board.list(['backlog']);
    expect(listed).toMatchObject({ cards: 2 });
    const result = await guardedMove(world, id);
    expect(result).toMatchObject({ outcome: 'refused', reason: 'state-ambiguous' });
    expect(await plainMove(world, id)).toMatchObject({
      outcome: 'failed',
      reason: 'state-ambiguous',
      message: expect.stringContaining(`shows ${formatItemId(id)} 2 times`),
    });
    expect(world.traffic().writes).toBe(0);
  });

  test('of which one issue has two are ambiguous, even if one is in no state', async () => {
    await using world = await createGitHubProjectsWorld();
    const id = world.addItem({ states: ['Backlog'] });
    world.project.addItem({ issue: formatItemId(id), evenIfThere: true });
    expect(await guardedMove(world, id)).toMatchObject({ outcome: 'refused', reason: 'state-ambiguous' });
    expect(world.traffic().writes).toBe(0);
  });

  test('in the archive are not there', async () => {
    await using world = await createGitHubProjectsWorld();
    const id = world.addItem({ states: ['Backlog'] });
    world.project.archive(cardOf(world, id));
    expect(await world.board.list(['backlog'])).toEqual([]);
    expect((await world.board.read(id))?.states).toEqual([]);
    expect(await guardedMove(world, id)).toMatchObject({ outcome: 'refused', reason: 'no-stage' });
    expect(await plainMove(world, id)).toMatchObject({ outcome: 'failed', reason: 'no-stage' });
    expect(world.look(id).states).toEqual(['Backlog']);
  });

  test('in the archive do not make the one on the board ambiguous', async () => {
    await using world = await createGitHubProjectsWorld();
    const id = world.addItem({ states: ['Backlog'] });
    world.project.addItem({
      issue: formatItemId(id),
      state: 'Done',
      evenIfThere: true,
      archived: true,
    });
    expect(await guardedMove(world, id)).toMatchObject({ outcome: 'moved' });
  });

  test('that are drafts are no items', async () => {
    await using world = await createGitHubProjectsWorld();
    world.project.addItem({ draft: 'Think about it', state: 'Backlog' });
    world.project.addItem({ draft: 'In the works', state: 'In progress' });
    expect(await world.board.list(['backlog', 'in-progress'])).toEqual([]);
    expect(await world.board.openSelection().read()).toMatchObject({ items: [] });
  });

  test('of another project do not count', async () => {
    await using world = await createGitHubProjectsWorld();
    const id = world.addItem({ states: ['Backlog'] });
    const other = world.sandbox.createProject({ owner: 'acme', title: 'Roadmap', states: ['Todo'] });
    other.addItem({ issue: formatItemId(id), state: 'Todo' });
    expect(await world.board.read(id)).toMatchObject({ states: [inStage('backlog')] });
    expect(await guardedMove(world, id)).toMatchObject({ outcome: 'moved' });
  });

  test('of repositories that are not part of the project are ignored', async () => {
    await using world = await createGitHubProjectsWorld();
    const docs = await world.sandbox.createRepository({ owner: 'acme', name: 'docs' });
    const { number } = docs.addIssue({ title: 'Elsewhere' });
    world.project.addItem({ issue: `acme/docs#${number}`, state: 'In progress' });
    expect(await world.board.list(['in-progress'])).toEqual([]);
    expect(await world.board.openSelection().read()).toMatchObject({
      items: [],
      unlisted: { backlog: 0, inFlight: 0 },
    });
  });

  test('whose issue is on no card are in no stage, and are not put on the board', async () => {
    await using world = await createGitHubProjectsWorld();
    const { number } = world.web.addIssue({ title: 'Not on the board' });
    const id: ItemId = { owner: 'acme', repository: 'web', number };
    expect(await guardedMove(world, id)).toMatchObject({ outcome: 'refused', reason: 'no-stage' });
    expect(await plainMove(world, id)).toMatchObject({
      outcome: 'failed',
      reason: 'no-stage',
      message: expect.stringContaining('is not on project 7 of acme. Add it there.'),
    });
  });
});

describe('what the token cannot see', () => {
  test('is none of the project: cards of a hidden repository neither fill the capacity nor fail the reading', async () => {
    await using world = await createGitHubProjectsWorld();
    const secret = await world.sandbox.createRepository({ owner: 'acme', name: 'secret', private: true });
    const { number } = secret.addIssue({ title: 'Hidden' });
    world.project.addItem({ issue: `acme/secret#${number}`, state: 'In progress' });
    const id = world.addItem({ states: ['In progress'] });
    const { items } = await world.board.openSelection().read();
    expect(idsOf(items)).toEqual([formatItemId(id)]);
  });

  test('fails the reading where it is a repository of the project: its items might be in flight', async () => {
    await using world = await createGitHubProjectsWorld();
    world.addItem({ states: ['Backlog'], repository: 'api' });
    const permissions = { issues: 'read', organization_projects: 'write' } as const;
    const token = await mint(world, permissions, ['web']);
    await expect(world.boardOf({}, token).openSelection().read()).rejects.toMatchObject({
      reason: 'item-missing',
      message: expect.stringContaining('acme/api'),
    });
  });

  test('a project without the permission for projects: the error names an App', async () => {
    await using world = await createGitHubProjectsWorld();
    const id = world.addItem({ states: ['Backlog'] });
    const board = world.boardOf({}, await mint(world, { issues: 'write' }));
    const message = expect.stringContaining(
      "A workflow's own token reaches no project: give the action `app-client-id` and `app-private-key`",
    );
    await expect(board.readStates()).rejects.toMatchObject({ reason: 'permission-missing', message });
    await expect(board.read(id)).rejects.toMatchObject({ reason: 'permission-missing', message });
    await expect(board.list(['backlog'])).rejects.toMatchObject({ reason: 'permission-missing', message });
  });

  test('a write that only reading is allowed for moves nothing, and says what is needed', async () => {
    await using world = await createGitHubProjectsWorld();
    const item = world.addItem({ states: ['Backlog'] });
    const permissions = { issues: 'write', organization_projects: 'read' } as const;
    const board = world.boardOf({}, await mint(world, permissions));
    const result = await moveItem(board, {
      item,
      destination: stateOf('todo'),
      expected: [stateOf('backlog')],
    });
    expect(result).toMatchObject({ outcome: 'failed', reason: 'permission-missing' });
    expect(result.message).toContain('organization permission for projects is "Read and write"');
    expect(world.look(item).states).toEqual(['Backlog']);
  });

  test('a project that does not exist is said to be missing, and one of nobody too', async () => {
    await using world = await createGitHubProjectsWorld();
    for (const project of [{ number: 99 }, { owner: 'nobody' }]) {
      await expect(world.boardOf(project).readStates()).rejects.toMatchObject({ reason: 'board-missing' });
    }
  });
});

describe('others at work', () => {
  test("GitHub's own automation that was faster is no error: the item is there already", async () => {
    await using world = await createGitHubProjectsWorld();
    world.project.setAutomations(true);
    const id = world.addItem({ states: ['In review'] });
    await asPerson(world, 'PATCH', `issues/${id.number}`, { state: 'closed' });
    await world.sandbox.idle();
    const expected = [stateOf('in-review'), stateOf('done')];
    const result = await moveItem(world.board, { item: id, destination: stateOf('done'), expected });
    expect(result).toMatchObject({ outcome: 'noop', reason: 'already-there', previousState: 'Done' });
    expect(world.look(id).states).toEqual(['Done']);
  });

  test('and on a board with a stage for merged items the merge goes on from Done', async () => {
    await using world = await createGitHubProjectsWorld();
    world.project.setAutomations(true);
    const id = world.addItem({ states: ['In review'] });
    await asPerson(world, 'PATCH', `issues/${id.number}`, { state: 'closed' });
    const expected = [stateOf('in-review'), stateOf('done')];
    const result = await moveItem(world.board, { item: id, destination: stateOf('merged'), expected });
    expect(result).toMatchObject({ outcome: 'moved', previousState: 'Done' });
  });

  test('a value that is not ours in the answer to our write is a failed move, and nothing is done about it', async () => {
    const answers = [boardItem('Backlog'), { data: { move0: { projectV2Item: value('In review') } } }];
    await using wire = await startWire(answers.map((answer) => ({ body: JSON.stringify(answer) })));
    const board = new GitHubProjectsBoard(wire.github, [{ owner: 'acme', repository: 'web' }], {
      type: 'github-projects',
      owner: 'acme',
      number: 7,
      field: 'Status',
      states: DEFAULT_STATES,
    });
    const result = await moveItem(board, {
      item: { owner: 'acme', repository: 'web', number: 538 },
      destination: stateOf('todo'),
      expected: [stateOf('backlog')],
    });
    expect(result).toMatchObject({
      outcome: 'failed',
      reason: 'state-changed',
      previousState: 'Backlog',
      message:
        'acme/web#538 was not moved to "Todo". GitHub answered that acme/web#538 has "In review" now, and not "Todo": somebody moved it at the same moment.',
    });
    expect(wire.requests).toHaveLength(2);
  });

  test('an answer to a write that cannot be read is looked up on the board', async () => {
    await using world = await createGitHubProjectsWorld();
    const id = world.addItem({ states: ['Backlog'] });
    world.sandbox.failField({ field: 'ProjectV2Item.fieldValueByName', match: isMove, times: 1 });
    expect(await guardedMove(world, id)).toMatchObject({ outcome: 'moved', previousState: 'Backlog' });
  });

  test('a card that leaves the board between read and write is not moved', async () => {
    await using world = await createGitHubProjectsWorld();
    const id = world.addItem({ states: ['Backlog'] });
    const write = world.sandbox.hold(isMove);
    const move = guardedMove(world, id);
    await write.reached;
    world.project.remove(cardOf(world, id));
    write.release();
    expect(await move).toMatchObject({ outcome: 'failed', reason: 'item-missing' });
  });

  test('a search that lags behind the board decides nothing: the card is looked at', async () => {
    await using world = await createGitHubProjectsWorld();
    const id = world.addItem({ states: ['Backlog'] });
    world.sandbox.lagItemSearch({ changes: 1 });
    await guardedMove(world, id);
    expect(await world.board.list(['backlog'])).toEqual([]);
  });

  test('two moves past their reads both succeed, until there is a ledger', async () => {
    await using world = await createGitHubProjectsWorld();
    const id = world.addItem({ states: ['Backlog'] });
    const writes = world.sandbox.hold(isMove);
    const moves = [guardedMove(world, id), guardedMove(world, id)];
    await world.sandbox.until(() => world.sandbox.calls.filter(isMove).length === 2);
    writes.release();
    const outcomes = (await Promise.all(moves)).map(({ outcome }) => outcome);
    expect(outcomes).toEqual(['moved', 'moved']);
  });
});

test('a project of a user is a board like any other, for a token of theirs', async () => {
  await using world = await createGitHubProjectsWorld();
  const mona = world.sandbox.createPerson({ login: 'mona', access: { 'acme/web': 'write' } });
  const own = world.sandbox.createProject({
    owner: 'mona',
    ownerType: 'User',
    number: 1,
    title: 'Mine',
    states: ['Backlog', 'Todo', 'In progress', 'Done'],
  });
  const { number } = world.web.addIssue({ title: 'Item' });
  own.addItem({ issue: `acme/web#${number}`, state: 'Backlog' });
  const board = world.boardOf({ owner: 'mona', number: 1 }, mona.token);
  const item = { owner: 'acme', repository: 'web', number };
  const result = await moveItem(board, {
    item,
    destination: stateOf('todo'),
    expected: [stateOf('backlog')],
  });
  expect(result).toMatchObject({ outcome: 'moved', previousState: 'Backlog' });
  expect(own.itemsOf(`acme/web#${number}`)).toMatchObject([{ state: 'Todo' }]);
});

test('a move is two requests, and one that changes nothing is one', async () => {
  await using world = await createGitHubProjectsWorld();
  const id = world.addItem({ states: ['Backlog'] });
  await guardedMove(world, id);
  await guardedMove(world, id);
  expect(world.sandbox.calls.map(({ operationId }) => operationId)).toEqual([
    'graphql:query BoardItem',
    'graphql:mutation MoveCards',
    'graphql:query BoardItem',
  ]);
});

test('a number larger than any issue has is of no issue', async () => {
  await using world = await createGitHubProjectsWorld();
  const item = { owner: 'acme', repository: 'web', number: 9_999_999_999 };
  expect(await world.board.read(item)).toBeUndefined();
});

/** What GitHub answers about an item that is in some state. */
function boardItem(state: string) {
  const options = DEFAULT_STATES.map(({ name }) => ({ id: `id of ${name}`, name }));
  const pageInfo = { hasNextPage: false, endCursor: null };
  return {
    data: {
      projectOwner: {
        projectV2: { id: 'P', fields: { pageInfo, nodes: [{ id: 'F', name: 'Status', options }, {}] } },
      },
      repository: {
        issue: {
          id: 'I',
          number: 538,
          title: 'Sort',
          body: '',
          url: 'https://x',
          state: 'OPEN',
          createdAt: '2026-01-01T00:00:00Z',
          repository: { nameWithOwner: 'acme/web' },
          issueDependenciesSummary: { blockedBy: 0 },
          projectItems: { pageInfo, nodes: [{ id: 'C', project: { id: 'P' }, ...value(state) }] },
        },
      },
    },
  };
}

function value(name: string) {
  return { fieldValueByName: { optionId: `id of ${name}`, name, updatedAt: '2026-01-01T00:00:00Z' } };
}

function isMove({ operationId }: Call): boolean {
  return operationId === 'graphql:mutation MoveCards';
}

function optionId({ project }: GitHubProjectsWorld, name: string): string {
  return project.options().find((option) => option.name === name)?.id ?? '';
}

function cardOf({ project }: GitHubProjectsWorld, id: ItemId): string {
  return project.itemsOf(formatItemId(id))[0]?.id ?? '';
}

async function asPerson(
  { sandbox }: GitHubProjectsWorld,
  method: string,
  path: string,
  body: unknown,
): Promise<void> {
  const { token } = sandbox.createPerson({ login: 'grace', access: { 'acme/web': 'write' } });
  const answer = await fetch(`${sandbox.apiUrl}/repos/acme/web/${path}`, {
    method,
    headers: { authorization: `token ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  expect(answer.ok).toBe(true);
}

/** A token of an App with these permissions, installed on some repositories of `acme`. */
async function mint(
  { sandbox }: GitHubProjectsWorld,
  permissions: Readonly<Record<string, 'read' | 'write'>>,
  repositories: readonly string[] = ['web', 'api'],
): Promise<string> {
  const { clientId, slug, privateKey } = sandbox.createApp({ slug: 'robot', permissions, events: [] });
  sandbox.install({ app: slug, owner: 'acme', repositories: [...repositories] });
  const tokens = await findInstallation({
    clientId,
    privateKey,
    apiUrl: sandbox.apiUrl,
    userAgent: 'interlock-tests',
    home: { owner: 'acme', repository: 'web' },
  });
  return tokens({
    repositories: repositories.map((repository) => ({ owner: 'acme', repository })),
    permissions,
  })();
}
