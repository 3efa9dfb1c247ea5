import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ProjectHandle } from '../../src/sandbox/index.ts';
import { type AppWorld, type Decided, startAppWorld, type TestRepository } from './app/app-world.ts';
import { CONFIG } from './app/fixture.ts';
import { read } from './graphql-client.ts';

let world: AppWorld;
let mona: string;
let projects = 0;

beforeAll(async () => {
  world = await startAppWorld();
  world.install('acme');
});

afterAll(() => world[Symbol.asyncDispose]());

const STATES = ['Backlog', 'Todo', 'In progress', 'In review', 'Done', 'Merged', 'Someday'];

interface Board {
  readonly repository: TestRepository;
  readonly project: ProjectHandle;
}

/** A project, and a repository whose configuration names it. */
async function board(more = ''): Promise<Board> {
  projects += 1;
  const project = world.sandbox.createProject({
    owner: 'acme',
    number: projects,
    title: 'Board',
    states: STATES,
  });
  const config = CONFIG.replace(
    '{ type: github-labels }',
    `{ type: github-projects, owner: acme, number: ${projects}${more} }`,
  );
  const repository = await world.repository({ config });
  // So that the app does not go by what it remembers of the organization.
  const path = '.github/interlock.yml';
  const { sha } = (await repository.act('GET', `contents/${path}`)) as { sha: string };
  const content = Buffer.from(`${config}# pushed\n`).toString('base64');
  await repository.act('PUT', `contents/${path}`, { message: 'Push', content, sha });
  await world.sandbox.idle();
  mona = world.sandbox.createPerson({ login: 'mona', access: { [repository.fullName]: 'admin' } }).token;
  return { repository, project };
}

function addCard({ repository, project }: Board, number: number, state?: string): string {
  repository.addIssue({ number, title: `Item ${number}` });
  return project.addItem({ issue: `${repository.fullName}#${number}`, ...(state && { state }) }).id;
}

/** A person drags a card. */
async function drag(where: Board, card: string, state: string, field = 'Status'): Promise<Decided> {
  const { project } = where;
  const fields = await read<{
    node: { field: { id: string; options: { id: string; name: string }[] } };
  }>(
    world.sandbox,
    mona,
    `query ($id: ID!, $name: String!) { node(id: $id) { ... on ProjectV2 { field(name: $name) {
      ... on ProjectV2SingleSelectField { id options { id name } } } } } }`,
    { id: project.id, name: field },
  );
  const option = fields.node.field.options.find(({ name }) => name === state)?.id;
  await read(
    world.sandbox,
    mona,
    `mutation ($project: ID!, $item: ID!, $field: ID!, $option: String!) { updateProjectV2ItemFieldValue(input: {
      projectId: $project, itemId: $item, fieldId: $field, value: { singleSelectOptionId: $option }
    }) { clientMutationId } }`,
    { project: project.id, item: card, field: fields.node.field.id, option },
  );
  return decided('edited');
}

async function decided(action: string): Promise<Decided> {
  await world.sandbox.idle();
  const delivery = world.sandbox.deliveries.findLast(
    (one) => one.event === 'projects_v2_item' && one.action === action,
  );
  if (!delivery) throw new Error(`no delivery of projects_v2_item ${action}`);
  const attempts = world.sandbox.deliveries.filter(({ guid }) => guid === delivery.guid).length;
  const line = (await world.app.decisionsOf(delivery.guid, attempts)).at(-1);
  if (!line) throw new Error('no decision');
  return { delivery, line };
}

describe('a card that a person drags', () => {
  test('to todo starts the implementation of its item, in the repository whose configuration names the project', async () => {
    const where = await board();
    const { delivery, line } = await drag(where, addCard(where, 538, 'Backlog'), 'Todo');
    const item = `${where.repository.fullName}#538`;
    expect(delivery.statusCode).toBe(200);
    expect(line).toMatchObject({ subject: item, outcome: 'acted', reason: 'dispatched' });
    expect(where.repository.runs.map(({ inputs }) => inputs)).toMatchObject([
      { project: 'web', agent: 'implementation', item, cause: `entered-todo ${item}` },
    ]);
  });

  test.each([
    ['Backlog', 'backlog'],
    ['Merged', 'merged'],
  ])("to %s starts the project's backlog-manager", async (state, stage) => {
    const where = await board();
    await drag(where, addCard(where, 538, 'In review'), state);
    expect(where.repository.runs).toMatchObject([
      {
        inputs: {
          agent: 'backlog-manager',
          item: '',
          cause: `entered-${stage} ${where.repository.fullName}#538`,
        },
      },
    ]);
  });

  test('is understood by the name or the id that its board has for the stage', async () => {
    const where = await board(
      ', states: { backlog: Backlog, todo: Next, in-progress: In progress, done: Done }',
    );
    where.project.renameOption('Todo', 'Next');
    await drag(where, addCard(where, 1, 'Backlog'), 'Next');
    expect(where.repository.runs).toMatchObject([{ inputs: { agent: 'implementation' } }]);
  });

  test('and drags on before the webhook is read starts nobody for where it was', async () => {
    const where = await board();
    const card = addCard(where, 538, 'Backlog');
    const held = world.sandbox.holdDeliveries(({ event }) => event === 'projects_v2_item');
    const first = drag(where, card, 'Todo');
    await held.reached;
    where.project.setStatus(card, 'Someday');
    held.release();
    expect((await first).line).toMatchObject({ outcome: 'skipped', reason: 'no-stage' });
    expect(where.repository.runs).toEqual([]);
  });

  test('and that is elsewhere by then is left to the event that says so', async () => {
    const where = await board();
    const card = addCard(where, 538, 'Backlog');
    const held = world.sandbox.holdDeliveries(({ event }) => event === 'projects_v2_item');
    const first = drag(where, card, 'Todo');
    await held.reached;
    where.project.setStatus(card, 'Backlog');
    held.release();
    expect((await first).line).toMatchObject({ outcome: 'skipped', reason: 'state-changed' });
    expect(where.repository.runs).toEqual([]);
  });
});

describe('a card that concerns nobody', () => {
  test('costs no API call once the project is known', async () => {
    const where = await board();
    const card = addCard(where, 1, 'Backlog');
    where.project.addField({ name: 'Points', type: 'NUMBER' });
    await drag(where, card, 'Todo');
    const before = world.sandbox.calls.filter(({ by }) => by.kind !== 'person').length;
    for (const [state, reason] of [
      ['In review', 'no-trigger'],
      ['Done', 'no-trigger'],
      ['Someday', 'not-a-stage'],
    ] as const) {
      expect((await drag(where, card, state)).line).toMatchObject({
        outcome: 'skipped',
        reason,
        apiCalls: 0,
      });
    }
    expect(world.sandbox.calls.filter(({ by }) => by.kind !== 'person')).toHaveLength(before);
  });

  test('of a project that no configuration names costs none either, but for the first', async () => {
    const where = await board();
    projects += 1;
    const project = world.sandbox.createProject({
      owner: 'acme',
      number: projects,
      title: 'Roadmap',
      states: STATES,
    });
    const other = { ...where, project };
    const card = addCard(other, 1, 'Backlog');
    expect((await drag(other, card, 'Todo')).line).toMatchObject({
      outcome: 'skipped',
      reason: 'no-trigger',
    });
    expect((await drag(other, card, 'Done')).line).toMatchObject({ reason: 'no-trigger', apiCalls: 0 });
    expect(where.repository.runs).toEqual([]);
  });

  test('is one in another field', async () => {
    const where = await board();
    where.project.addSelectField({ name: 'Priority', options: ['Todo', 'Later'] });
    const card = addCard(where, 1, 'Backlog');
    await drag(where, card, 'In review');
    expect((await drag(where, card, 'Todo', 'Priority')).line).toMatchObject({
      outcome: 'skipped',
      reason: 'no-trigger',
      apiCalls: 0,
    });
    expect(where.repository.runs).toEqual([]);
  });

  test('is a draft, and it is said', async () => {
    const where = await board();
    const { id } = where.project.addItem({ draft: 'Think', state: 'Backlog' });
    expect((await drag(where, id, 'Todo')).line).toMatchObject({
      outcome: 'skipped',
      reason: 'draft-card',
      apiCalls: 0,
    });
  });

  test('is one of a repository that is not part of the project', async () => {
    const where = await board();
    const foreign = await world.repository({ config: null });
    foreign.addIssue({ number: 3, title: 'Elsewhere' });
    const { id } = where.project.addItem({ issue: `${foreign.fullName}#3`, state: 'Backlog' });
    expect((await drag(where, id, 'Todo')).line).toMatchObject({
      outcome: 'skipped',
      reason: 'item-foreign',
    });
    expect([...where.repository.runs, ...foreign.runs]).toEqual([]);
  });
});

describe('a card that appears in a stage', () => {
  const archive = (name: string): string =>
    `mutation ($project: ID!, $item: ID!) { ${name}(input: { projectId: $project, itemId: $item }) { clientMutationId } }`;

  test('because it was restored starts the agent of the stage', async () => {
    const where = await board();
    const item = addCard(where, 538, 'Todo');
    where.project.archive(item);
    await read(world.sandbox, mona, archive('unarchiveProjectV2Item'), { project: where.project.id, item });
    expect((await decided('restored')).line).toMatchObject({ outcome: 'acted', reason: 'dispatched' });
    expect(where.repository.runs).toMatchObject([{ inputs: { agent: 'implementation' } }]);
  });

  test('because a draft became an issue starts the agent of the stage', async () => {
    const where = await board();
    const { id: item } = where.project.addItem({ draft: 'Think', state: 'Backlog' });
    const { repository } = await read<{ repository: { id: string } }>(
      world.sandbox,
      mona,
      'query ($name: String!) { repository(owner: "acme", name: $name) { id } }',
      { name: where.repository.fullName.split('/')[1] },
    );
    await read(
      world.sandbox,
      mona,
      `mutation ($item: ID!, $repository: ID!) { convertProjectV2DraftIssueItemToIssue(input: {
        itemId: $item, repositoryId: $repository }) { clientMutationId } }`,
      { item, repository: repository.id },
    );
    expect((await decided('converted')).line).toMatchObject({ outcome: 'acted', reason: 'dispatched' });
    expect(where.repository.runs).toMatchObject([{ inputs: { agent: 'backlog-manager' } }]);
  });

  test('newly, and in no state yet, starts nobody', async () => {
    const where = await board();
    where.repository.addIssue({ number: 9, title: 'New' });
    const { repository } = await read<{ repository: { issue: { id: string } } }>(
      world.sandbox,
      mona,
      'query ($name: String!) { repository(owner: "acme", name: $name) { issue(number: 9) { id } } }',
      { name: where.repository.fullName.split('/')[1] },
    );
    await read(
      world.sandbox,
      mona,
      'mutation ($project: ID!, $content: ID!) { addProjectV2ItemById(input: { projectId: $project, contentId: $content }) { clientMutationId } }',
      { project: where.project.id, content: repository.issue.id },
    );
    expect((await decided('created')).line).toMatchObject({ outcome: 'skipped', reason: 'no-stage' });
  });
});

test('a merge moves the card on, and the move starts the backlog-manager as a person would', async () => {
  const where = await board();
  const card = addCard(where, 5, 'In review');
  const head = { number: 6, title: 'Sort by date', body: 'Closes #5', head: 'topic', files: { a: 'b' } };
  await where.repository.addPullRequest(head);
  await where.repository.merge(6);
  expect(where.project.item(card).state).toBe('Merged');
  expect((await decided('edited')).line).toMatchObject({ outcome: 'acted', reason: 'dispatched' });
});

test('a label is no stage where the board is a project', async () => {
  const where = await board();
  addCard(where, 5, 'In review');
  const { line } = await where.repository.label(5, 'Todo');
  expect(line).toMatchObject({ outcome: 'skipped', reason: 'not-a-stage' });
});

test('two configurations that both call an item theirs start nobody', async () => {
  const where = await board();
  const number = projects;
  const config = CONFIG.replace(
    'board: { type: github-labels }',
    `board: { type: github-projects, owner: acme, number: ${number} }\nrepositories: [${where.repository.fullName}]`,
  );
  const second = await world.repository({ config });
  const { line } = await drag(where, addCard(where, 1, 'Backlog'), 'Todo');
  expect(line).toMatchObject({ outcome: 'failed', reason: 'config-invalid' });
  expect([...where.repository.runs, ...second.runs]).toEqual([]);
});

test('a board whose options do not fit says so, and is sent again when they are mended', async () => {
  const where = await board();
  const card = addCard(where, 1, 'Backlog');
  const { id } = where.project.addOption('todo');
  const { delivery, line } = await drag(where, card, 'Todo');
  expect(delivery.statusCode).toBe(422);
  expect(line).toMatchObject({ outcome: 'failed', reason: 'unknown-state' });
  expect(id).toBeDefined();
  where.project.removeOption('todo');
  expect((await world.redeliver(delivery)).line).toMatchObject({ outcome: 'acted', reason: 'dispatched' });
});
