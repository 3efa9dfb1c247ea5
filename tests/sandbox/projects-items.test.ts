import { beforeEach, expect, test } from 'vitest';
import { ask, read } from './graphql-client.ts';
import { type Board, createBoard, fieldId, issueId, MOVE, type Moved, move } from './projects-world.ts';

let board: Board;

beforeEach(async () => {
  board = await createBoard();
  return () => {
    expect(board.sandbox.defects).toEqual([]);
    return board.sandbox[Symbol.asyncDispose]();
  };
});

function itemOf(number: number): string {
  return board.project.itemsOf(`acme/web#${number}`)[0]?.id ?? '';
}

test('a move is answered with the value and the time at which it was set', async () => {
  const data = await read<Moved>(board.sandbox, board.token, MOVE, await move(board, itemOf(1), 'Todo'));
  const value = data.updateProjectV2ItemFieldValue.projectV2Item.fieldValueByName;
  expect(value).toEqual({
    optionId: board.project.options()[1]?.id,
    name: 'Todo',
    updatedAt: board.project.item(itemOf(1)).stateSetAt,
  });
});

test('writing the value that is there already leaves its time', async () => {
  const before = board.project.item(itemOf(1)).stateSetAt;
  await read<Moved>(board.sandbox, board.token, MOVE, await move(board, itemOf(1), 'Backlog'));
  expect(board.project.item(itemOf(1)).stateSetAt).toBe(before);
});

test('an option is named by its id, exactly; its name will not do', async () => {
  const variables = await move(board, itemOf(1), 'Todo');
  for (const option of ['Todo', variables['option']?.toUpperCase()]) {
    const { data, errors } = await ask(board.sandbox, board.token, MOVE, { ...variables, option });
    expect(data).toEqual({ updateProjectV2ItemFieldValue: null });
    expect(errors[0]).toMatchObject({
      type: 'VALIDATION',
      message: 'The single select option Id does not belong to the field',
    });
  }
});

test('a single select field takes no text', async () => {
  const query = `mutation ($project: ID!, $item: ID!, $field: ID!) { updateProjectV2ItemFieldValue(input: {
    projectId: $project, itemId: $item, fieldId: $field, value: { text: "Todo" } }) { clientMutationId } }`;
  const { option, ...variables } = await move(board, itemOf(1), 'Todo');
  expect(option).toBeDefined();
  const { errors } = await ask(board.sandbox, board.token, query, variables);
  expect(errors[0]?.message).toBe(
    'Did not receive a single select option Id to update a field of type single_select',
  );
});

test('an item of another project is not in this one', async () => {
  const other = board.sandbox.createProject({ owner: 'acme', title: 'Other', states: ['A'] });
  const { id } = other.addItem({ issue: 'acme/web#3' });
  const { errors } = await ask(board.sandbox, board.token, MOVE, await move(board, id, 'Todo'));
  expect(errors[0]).toMatchObject({ type: 'VALIDATION', message: 'The item does not exist in the project' });
});

test('adding the same issue again gives the item that is there', async () => {
  const add = `mutation ($project: ID!, $content: ID!) {
    addProjectV2ItemById(input: { projectId: $project, contentId: $content }) { item { id type } } }`;
  const variables = { project: board.project.id, content: await issueId(board, 3) };
  const first = await read(board.sandbox, board.token, add, variables);
  const second = await read(board.sandbox, board.token, add, variables);
  expect(second).toEqual(first);
  expect(board.project.itemsOf('acme/web#3')).toHaveLength(1);
});

test('a fixture can force a second item of one issue, which the API never makes', async () => {
  expect(() => board.project.addItem({ issue: 'acme/web#1' })).toThrow('evenIfThere');
  board.project.addItem({ issue: 'acme/web#1', state: 'Done', evenIfThere: true });
  const { repository } = await read<{ repository: { issue: { projectItems: { totalCount: number } } } }>(
    board.sandbox,
    board.token,
    '{ repository(owner: "acme", name: "web") { issue(number: 1) { projectItems { totalCount } } } }',
  );
  expect(repository.issue.projectItems.totalCount).toBe(2);
});

const ITEMS = `query Items($archived: [ProjectV2ItemArchivedState!], $first: Int = 10, $after: String) {
  organization(login: "acme") { projectV2(number: 1) {
    items(first: $first, after: $after, archivedStates: $archived) {
      totalCount pageInfo { hasNextPage endCursor } nodes { id isArchived
        fieldValueByName(name: "Status") { ... on ProjectV2ItemFieldSingleSelectValue { name } } } } } } }`;

interface Items {
  organization: {
    projectV2: {
      items: {
        totalCount: number;
        pageInfo: { hasNextPage: boolean; endCursor: string };
        nodes: { id: string; isArchived: boolean; fieldValueByName: { name: string } | null }[];
      };
    };
  };
}

test('archived items are left out of the list unless asked for, and found by their id all the same', async () => {
  board.project.archive(itemOf(1));
  const plain = await read<Items>(
    board.sandbox,
    board.token,
    ITEMS.replace(', archivedStates: $archived', '').replace(
      '$archived: [ProjectV2ItemArchivedState!], ',
      '',
    ),
  );
  expect(plain.organization.projectV2.items.nodes.map(({ id }) => id)).toEqual([itemOf(2)]);
  const archived = await read<Items>(board.sandbox, board.token, ITEMS, { archived: ['ARCHIVED'] });
  expect(archived.organization.projectV2.items.nodes).toMatchObject([{ id: itemOf(1), isArchived: true }]);
  const both = await read<Items>(board.sandbox, board.token, ITEMS, {
    archived: ['ARCHIVED', 'NOT_ARCHIVED'],
  });
  expect(both.organization.projectV2.items.totalCount).toBe(2);
  const found = await read(
    board.sandbox,
    board.token,
    'query ($id: ID!) { node(id: $id) { ... on ProjectV2Item { isArchived } } }',
    { id: itemOf(1) },
  );
  expect(found).toEqual({ node: { isArchived: true } });
});

test('pages go on behind the last item, though items have left the board in the meantime', async () => {
  board.project.addItem({ issue: 'acme/web#3', state: 'Done' });
  const first = await read<Items>(board.sandbox, board.token, ITEMS, {
    archived: ['NOT_ARCHIVED'],
    first: 2,
  });
  const { endCursor, hasNextPage } = first.organization.projectV2.items.pageInfo;
  expect(hasNextPage).toBe(true);
  board.project.remove(itemOf(1));
  const next = await read<Items>(board.sandbox, board.token, ITEMS, {
    archived: ['NOT_ARCHIVED'],
    first: 2,
    after: endCursor,
  });
  expect(next.organization.projectV2.items.nodes.map(({ id }) => id)).toEqual([itemOf(3)]);
});

test('an item can be put behind another one and to the top', async () => {
  const { id: third } = board.project.addItem({ issue: 'acme/web#3', state: 'Backlog' });
  const place = `mutation ($project: ID!, $item: ID!, $after: ID) { updateProjectV2ItemPosition(input: {
    projectId: $project, itemId: $item, afterId: $after }) { items(first: 10) { nodes { id } } } }`;
  const [one, two] = [itemOf(1), itemOf(2)];
  const order = async (item: string, after: string | null): Promise<string[]> => {
    const data = await read<{ updateProjectV2ItemPosition: { items: { nodes: { id: string }[] } } }>(
      board.sandbox,
      board.token,
      place,
      { project: board.project.id, item, after },
    );
    return data.updateProjectV2ItemPosition.items.nodes.map(({ id }) => id);
  };
  expect(await order(third, one)).toEqual([one, third, two]);
  expect(await order(two, null)).toEqual([two, one, third]);
});

test('a mutation whose payload forgets its page size fails, and has taken effect', async () => {
  const place = `mutation ($project: ID!, $item: ID!) { updateProjectV2ItemPosition(input: {
    projectId: $project, itemId: $item }) { items { nodes { id } } } }`;
  const second = itemOf(2);
  const { errors } = await ask(board.sandbox, board.token, place, {
    project: board.project.id,
    item: second,
  });
  expect(errors[0]?.type).toBe('MISSING_PAGINATION_BOUNDARIES');
  expect(board.project.items()[0]?.id).toBe(second);
});

test('options keep their ids under new names; a removed one leaves its items without a state', async () => {
  const [backlog] = board.project.options();
  board.project.renameOption('Backlog', 'Ready');
  expect(board.project.item(itemOf(1)).state).toBe('Ready');
  expect(board.project.options()[0]?.id).toBe(backlog?.id);
  board.project.removeOption('Ready');
  expect(board.project.item(itemOf(1)).state).toBeNull();
  const query =
    'query ($id: ID!) { node(id: $id) { ... on ProjectV2Item { fieldValueByName(name: "Status") { __typename } } } }';
  expect(await read(board.sandbox, board.token, query, { id: itemOf(1) })).toEqual({
    node: { fieldValueByName: null },
  });
  board.project.addOption('Todo');
  expect(board.project.options().filter(({ name }) => name === 'Todo')).toHaveLength(2);
});

test('text, number and date fields hold values beside the state', async () => {
  board.project.addField({ name: 'Points', type: 'NUMBER' });
  const set = `mutation ($project: ID!, $item: ID!, $field: ID!) { updateProjectV2ItemFieldValue(input: {
    projectId: $project, itemId: $item, fieldId: $field, value: { number: 3 } }) { projectV2Item {
    fieldValues(first: 10) { nodes { __typename ... on ProjectV2ItemFieldNumberValue { number } } } } } }`;
  const data = await read<{
    updateProjectV2ItemFieldValue: { projectV2Item: { fieldValues: { nodes: unknown } } };
  }>(board.sandbox, board.token, set, {
    project: board.project.id,
    item: itemOf(1),
    field: await fieldId(board, 'Points'),
  });
  expect(data.updateProjectV2ItemFieldValue.projectV2Item.fieldValues.nodes).toEqual([
    { __typename: 'ProjectV2ItemFieldTextValue' },
    { __typename: 'ProjectV2ItemFieldSingleSelectValue' },
    { __typename: 'ProjectV2ItemFieldNumberValue', number: 3 },
  ]);
});

test('an archived item is not changed: it has to come back first', async () => {
  const variables = await move(board, itemOf(1), 'Todo');
  const { project, item, field } = variables;
  board.project.archive(itemOf(1));
  const before = board.project.item(itemOf(1));
  const requests = [
    [MOVE, variables],
    [
      `mutation ($project: ID!, $item: ID!, $field: ID!) { clearProjectV2ItemFieldValue(input: {
        projectId: $project, itemId: $item, fieldId: $field }) { clientMutationId } }`,
      { project, item, field },
    ],
    [
      `mutation ($project: ID!, $item: ID!) { updateProjectV2ItemPosition(input: {
        projectId: $project, itemId: $item }) { clientMutationId } }`,
      { project, item },
    ],
  ] as const;
  for (const [query, given] of requests) {
    const { errors } = await ask(board.sandbox, board.token, query, given);
    expect(errors).toMatchObject([
      {
        type: 'VALIDATION',
        message: 'The item is archived and cannot be updated',
        path: [expect.any(String)],
      },
    ]);
  }
  expect(board.project.item(itemOf(1))).toEqual(before);

  board.project.restore(itemOf(1));
  await read<Moved>(board.sandbox, board.token, MOVE, variables);
  expect(board.project.item(itemOf(1)).state).toBe('Todo');
});
