import { expect, test } from 'vitest';
import { read } from './graphql-client.ts';
import { type Board, createBoard, fieldId, issueId, MOVE, move } from './projects-world.ts';

/** What was sent of the board: the action and what changed. */
async function sent({ sandbox }: Board): Promise<[string | null, unknown][]> {
  await sandbox.idle();
  return sandbox.deliveries
    .filter(({ event }) => event === 'projects_v2_item')
    .map(({ action, request }) => [action, request.payload['changes']]);
}

function itemOf({ project }: Board, number: number): string {
  return project.itemsOf(`acme/web#${number}`)[0]?.id ?? '';
}

async function onBoard(
  options: Parameters<typeof createBoard>[0],
  story: (board: Board) => Promise<void>,
): Promise<void> {
  const board = await createBoard(options);
  try {
    await story(board);
    expect(board.sandbox.defects).toEqual([]);
  } finally {
    await board.sandbox[Symbol.asyncDispose]();
  }
}

test('tells of a move with what it was and what it is, and names board, field, item and content', async () => {
  await onBoard({}, async (board) => {
    const { sandbox, token } = board;
    await read(sandbox, token, MOVE, await move(board, itemOf(board, 1), 'Todo'));
    await sandbox.idle();
    expect(sandbox.deliveries.map(({ request }) => request.payload)).toMatchObject([
      {
        action: 'edited',
        changes: {
          field_value: {
            field_node_id: await fieldId(board),
            field_type: 'single_select',
            field_name: 'Status',
            project_number: 1,
            from: { name: 'Backlog' },
            to: { name: 'Todo' },
          },
        },
        projects_v2_item: {
          node_id: itemOf(board, 1),
          project_node_id: board.project.id,
          content_node_id: await issueId(board, 1),
          content_type: 'Issue',
        },
        organization: { login: 'acme' },
        sender: { login: 'robot[bot]' },
      },
    ]);
  });
});

test('a write that changes nothing sends nothing', async () => {
  await onBoard({}, async (board) => {
    await read(board.sandbox, board.token, MOVE, await move(board, itemOf(board, 1), 'Backlog'));
    expect(await sent(board)).toEqual([]);
  });
});

test('leaves out what a value was if there was none, and what it is if it was cleared', async () => {
  await onBoard({}, async (board) => {
    const { id } = board.project.addItem({ issue: 'acme/web#3' });
    await read(board.sandbox, board.token, MOVE, await move(board, id, 'Todo'));
    const clear = `mutation ($project: ID!, $item: ID!, $field: ID!) { clearProjectV2ItemFieldValue(input: {
      projectId: $project, itemId: $item, fieldId: $field }) { clientMutationId } }`;
    const { option, ...variables } = await move(board, id, 'Todo');
    expect(option).toBeDefined();
    await read(board.sandbox, board.token, clear, variables);
    const [set, cleared] = (await sent(board)).map(
      ([, changes]) => (changes as { field_value: object }).field_value,
    );
    expect(set).toMatchObject({ to: { name: 'Todo' } });
    expect(set).not.toHaveProperty('from');
    expect(cleared).toMatchObject({ from: { name: 'Todo' } });
    expect(cleared).not.toHaveProperty('to');
  });
});

test('tells of items that come, go into the archive and back, change places, become issues and leave', async () => {
  await onBoard({}, async (board) => {
    const { sandbox, token, project } = board;
    const run = <Data>(query: string, variables: Record<string, unknown>): Promise<Data> =>
      read<Data>(sandbox, token, query, { project: project.id, ...variables });
    const draft = await run<{ addProjectV2DraftIssue: { projectItem: { id: string } } }>(
      'mutation ($project: ID!) { addProjectV2DraftIssue(input: { projectId: $project, title: "Note" }) { projectItem { id } } }',
      {},
    );
    const item = draft.addProjectV2DraftIssue.projectItem.id;
    const input = 'input: { projectId: $project, itemId: $item }';
    for (const name of ['archiveProjectV2Item', 'unarchiveProjectV2Item', 'updateProjectV2ItemPosition']) {
      await run(`mutation ($project: ID!, $item: ID!) { ${name}(${input}) { clientMutationId } }`, { item });
    }
    const { repository } = await read<{ repository: { id: string } }>(
      sandbox,
      token,
      '{ repository(owner: "acme", name: "web") { id } }',
    );
    await read(
      sandbox,
      token,
      `mutation ($item: ID!, $repository: ID!) { convertProjectV2DraftIssueItemToIssue(input: {
        itemId: $item, repositoryId: $repository }) { item { content { ... on Issue { number } } } } }`,
      { item, repository: repository.id },
    );
    await run(`mutation ($project: ID!, $item: ID!) { deleteProjectV2Item(${input}) { deletedItemId } }`, {
      item,
    });
    const time = expect.stringMatching(/^2026-/);
    expect(await sent(board)).toEqual([
      ['created', undefined],
      ['archived', { archived_at: { from: null, to: time } }],
      ['restored', { archived_at: { from: time, to: null } }],
      ['reordered', { previous_projects_v2_item_node_id: { from: itemOf(board, 2), to: null } }],
      ['converted', { content_type: { from: 'DraftIssue', to: 'Issue' } }],
      ['deleted', undefined],
    ]);
    expect(board.web.issue(4).title).toBe('Note');
  });
});

test('an app that may not read the organization’s projects hears nothing of them', async () => {
  await onBoard({ projects: 'none' }, async (board) => {
    const mona = board.sandbox.createPerson({ login: 'mona', access: { 'acme/web': 'write' } });
    const person = { ...board, token: mona.token };
    await read(board.sandbox, mona.token, MOVE, await move(person, itemOf(board, 1), 'Todo'));
    expect(board.project.item(itemOf(board, 1)).state).toBe('Todo');
    expect(await sent(board)).toEqual([]);
  });
});

test('a board of a user has no webhooks', async () => {
  await onBoard({}, async ({ sandbox }) => {
    await sandbox.createRepository({ owner: 'lisa', ownerType: 'User', name: 'home' });
    sandbox.install({ app: 'robot', owner: 'lisa' });
    const lisa = sandbox.createPerson({ login: 'lisa' });
    const own = sandbox.createProject({ owner: 'lisa', title: 'Mine', states: ['A'] });
    const draft =
      'mutation ($id: ID!) { addProjectV2DraftIssue(input: { projectId: $id, title: "x" }) { clientMutationId } }';
    await read(sandbox, lisa.token, draft, { id: own.id });
    await sandbox.idle();
    expect(own.items()).toHaveLength(1);
    expect(sandbox.deliveries).toEqual([]);
  });
});

const CLOSE = 'mutation ($id: ID!) { closeIssue(input: { issueId: $id }) { issue { state } } }';

test('with the built-in automation, a closed issue goes to Done, after the event that says it was closed', async () => {
  await onBoard({ automations: true }, async (board) => {
    await read(board.sandbox, board.token, CLOSE, { id: await issueId(board, 1) });
    await board.sandbox.idle();
    expect(board.project.item(itemOf(board, 1)).state).toBe('Done');
    expect(
      board.sandbox.deliveries.map(({ event, request }) => [event, request.payload['sender']]),
    ).toMatchObject([
      ['issues', { login: 'robot[bot]' }],
      ['projects_v2_item', { login: 'github-project-automation[bot]' }],
    ]);
  });
});

test('without it, a closed issue stays where it is', async () => {
  await onBoard({ automations: false }, async (board) => {
    await read(board.sandbox, board.token, CLOSE, { id: await issueId(board, 1) });
    expect(board.project.item(itemOf(board, 1)).state).toBe('Backlog');
  });
});
