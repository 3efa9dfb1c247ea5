import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { end } from './client.ts';
import { ask, read } from './graphql-client.ts';
import { type Board, createBoard, MOVE, move } from './projects-world.ts';

interface Found {
  organization: {
    projectV2: { items: { totalCount: number; nodes: { content: { title: string } | null }[] } } | null;
  };
}

const SEARCH = `query Search($text: String!) { organization(login: "acme") { projectV2(number: 1) {
  items(first: 100, query: $text) { totalCount nodes { content {
    ... on Issue { title } ... on PullRequest { title } ... on DraftIssue { title } } } } } } }`;

async function search({ sandbox, token }: Board, query: string): Promise<string[]> {
  const { organization } = await read<Found>(sandbox, token, SEARCH, { text: query });
  return organization.projectV2?.items.nodes.map(({ content }) => content?.title ?? '(redacted)') ?? [];
}

describe('the search of a board', () => {
  let board: Board;

  beforeAll(async () => {
    board = await createBoard();
    const { web, project, sandbox } = board;
    web.addIssue({ title: 'Closed one', state: 'closed', labels: ['bug'] });
    project.addItem({ issue: 'acme/web#4', state: 'Done' });
    project.addItem({ draft: 'Draft card', state: 'Backlog' });
    project.addItem({ issue: 'acme/web#3' });
    const api = await sandbox.createRepository({ owner: 'acme', name: 'api' });
    api.addIssue({ title: 'Elsewhere' });
    project.addItem({ issue: 'acme/api#1', state: 'In progress' });
    await web.addPullRequest({ title: 'Work', head: 'work', files: { a: 'a' } });
    project.addItem({ issue: 'acme/web#5', state: 'In progress' });
  });

  afterAll(() => end(board.sandbox));

  test.each([
    ['status:"Backlog"', ['First', 'Draft card']],
    ['status:backlog,TODO', ['First', 'Second', 'Draft card']],
    ['status:"In progress","Done"', ['Closed one', 'Elsewhere', 'Work']],
    ['-status:"Done","In progress"', ['First', 'Second', 'Draft card', 'Third']],
    ['status:Backlog is:open', ['First']],
    ['no:status', ['Third']],
    ['-no:status is:closed', ['Closed one']],
    ['is:issue repo:acme/api', ['Elsewhere']],
    ['is:pr', ['Work']],
    ['is:draft', ['Draft card']],
    ['label:bug', ['Closed one']],
    ['-label:bug is:issue status:Done', []],
    ['no:assignee status:Todo', ['Second']],
    ['eco', ['Second']],
    ['"closed one"', ['Closed one']],
    ['status:Nowhere', []],
  ])('%s', async (query, titles) => {
    expect(await search(board, query)).toEqual(titles);
  });

  test.each(['updated:>2026-01-01', 'is:locked', 'assignee:@me', 'stage:Todo', 'status:*', 'status:"Todo'])(
    'refuses %s, which it does not know, instead of finding nothing',
    async (query) => {
      const { data, errors } = await ask(board.sandbox, board.token, SEARCH, { text: query });
      expect(data).toEqual({ organization: { projectV2: null } });
      expect(errors[0]?.message).toMatch(/^The sandbox does not implement the (item filter|search term)/);
      expect(board.sandbox.refusals.at(-1)).toContain(query.slice(0, 5));
    },
  );
});

test('a search can run behind the board, and what it finds has the values of now', async () => {
  const board = await createBoard();
  const { sandbox, token, project } = board;
  const [first] = project.items();
  sandbox.lagItemSearch({ changes: 1, match: ({ operationId }) => operationId === 'graphql:query Search' });
  await read(sandbox, token, MOVE, await move(board, first?.id ?? '', 'Todo'));
  expect(await search(board, 'status:Backlog')).toEqual(['First']);
  expect(await search(board, 'status:Todo')).toEqual(['Second']);
  const fresh = await read<{ node: unknown }>(
    sandbox,
    token,
    `query ($id: ID!) { node(id: $id) { ... on ProjectV2Item { fieldValueByName(name: "Status") {
      ... on ProjectV2ItemFieldSingleSelectValue { name } } } } }`,
    { id: first?.id },
  );
  expect(fresh.node).toEqual({ fieldValueByName: { name: 'Todo' } });
  sandbox.lagItemSearch({ changes: 0 });
  expect(await search(board, 'status:Todo')).toEqual(['First', 'Second']);
  await end(sandbox);
});

test('a board of 50,000 items counts all that match and shows the first page, whatever is finished', async () => {
  const board = await createBoard();
  const { sandbox, token, web, project } = board;
  for (let number = 4; number <= 50_000; number += 1) {
    web.addIssue({ number, title: `Issue ${number}`, state: 'closed' });
    project.addItem({ issue: `acme/web#${number}`, state: 'Done' });
  }
  const counted = async (text: string): Promise<readonly [number, number]> => {
    const { organization } = await read<Found>(sandbox, token, SEARCH, { text });
    const { totalCount = -1, nodes = [] } = organization.projectV2?.items ?? {};
    return [totalCount, nodes.length];
  };
  expect(await counted('status:Done')).toEqual([49_997, 100]);
  expect(await counted('status:Backlog is:open')).toEqual([1, 1]);
  await end(sandbox);
});
