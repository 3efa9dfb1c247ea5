import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from '../../src/sandbox/index.ts';
import { appOf, client, end } from './client.ts';
import { ask, read } from './graphql-client.ts';
import { type Board, createBoard, MOVE, move } from './projects-world.ts';

let board: Board;

async function arrange(options?: Parameters<typeof createBoard>[0]): Promise<Board> {
  board = await createBoard(options);
  return board;
}

let other: Sandbox | undefined;

beforeEach(() => {
  other = undefined;
});

afterEach(async () => {
  if (other) await end(other);
  else await end(board.sandbox);
});

const CARDS =
  '{ repository(owner: "acme", name: "web") { issue(number: 1) { title projectItems(first: 5) { totalCount } } } }';
const BOARD =
  '{ organization(login: "acme") { projectV2(number: 1) { title items(first: 5) { totalCount } } } }';
const FORBIDDEN = { type: 'FORBIDDEN', message: 'Resource not accessible by integration' };

test('an app with the organization’s projects reads and writes the board', async () => {
  const { sandbox, token, project } = await arrange();
  expect(await read(sandbox, token, BOARD)).toEqual({
    organization: { projectV2: { title: 'Board', items: { totalCount: 2 } } },
  });
  const [item] = project.items();
  await read(sandbox, token, MOVE, await move(board, item?.id ?? '', 'Done'));
  expect(project.items()[0]?.state).toBe('Done');
});

test('an app without them is refused, with null where the board would be', async () => {
  const { sandbox, token } = await arrange({ projects: 'none' });
  const { data, errors } = await ask(sandbox, token, BOARD);
  expect(data).toEqual({ organization: { projectV2: null } });
  expect(errors).toMatchObject([
    { ...FORBIDDEN, path: ['organization', 'projectV2'], locations: [{ line: 1 }] },
  ]);
});

test('an app that may read the board may not write it', async () => {
  const { sandbox, token, project } = await arrange({ projects: 'read' });
  const item = project.items()[0]?.id ?? '';
  const { data, errors } = await ask(sandbox, token, MOVE, await move(board, item, 'Done'));
  expect(data).toEqual({ updateProjectV2ItemFieldValue: null });
  expect(errors).toMatchObject([{ ...FORBIDDEN, path: ['updateProjectV2ItemFieldValue'] }]);
  expect(project.item(item).state).toBe('Backlog');
});

test('a board that is not there is not found', async () => {
  const { sandbox, token } = await arrange();
  const { data, errors } = await ask(sandbox, token, BOARD.replace('number: 1', 'number: 9'));
  expect(data).toEqual({ organization: { projectV2: null } });
  expect(errors).toMatchObject([
    { type: 'NOT_FOUND', message: 'Could not resolve to a ProjectV2 with the number 9.' },
  ]);
});

test('a person without access does not learn that the board exists', async () => {
  const { sandbox } = await arrange();
  const { token } = sandbox.createPerson({ login: 'stranger' });
  const { errors } = await ask(sandbox, token, BOARD);
  expect(errors).toMatchObject([
    { type: 'NOT_FOUND', message: 'Could not resolve to a ProjectV2 with the number 1.' },
  ]);
});

test('a person with a personal token reaches a board of their own, and an app does not', async () => {
  const { sandbox, token } = await arrange();
  await sandbox.createRepository({ owner: 'lisa', ownerType: 'User', name: 'home' });
  sandbox.createProject({ owner: 'lisa', title: 'Mine', states: ['A'] });
  const lisa = sandbox.createPerson({ login: 'lisa' });
  const query = '{ user(login: "lisa") { projectV2(number: 1) { title } } }';
  expect(await read(sandbox, lisa.token, query)).toEqual({ user: { projectV2: { title: 'Mine' } } });
  expect((await ask(sandbox, token, query)).data).toEqual({ user: { projectV2: null } });
});

test('contents that the token cannot see are redacted: there, and silent', async () => {
  const { sandbox, token, project } = await arrange();
  const secret = await sandbox.createRepository({ owner: 'zeta', name: 'secret', private: true });
  secret.addIssue({ title: 'Hidden' });
  project.addItem({ issue: 'zeta/secret#1', state: 'Backlog' });
  const data = await read<{ organization: { projectV2: { items: { nodes: unknown[] } } } }>(
    sandbox,
    token,
    `{ organization(login: "acme") { projectV2(number: 1) { items(first: 5) { nodes { type
      content { ... on Issue { title } }
      title: fieldValueByName(name: "Title") { ... on ProjectV2ItemFieldTextValue { text } }
      status: fieldValueByName(name: "Status") { ... on ProjectV2ItemFieldSingleSelectValue { name } } } } } } }`,
  );
  expect(data.organization.projectV2.items.nodes.at(-1)).toEqual({
    type: 'REDACTED',
    content: null,
    title: null,
    status: { name: 'Backlog' },
  });
});

test('an app cannot be given the boards of a user, even where it is installed', async () => {
  const { sandbox } = await arrange();
  await sandbox.createRepository({ owner: 'lisa', ownerType: 'User', name: 'home' });
  sandbox.createProject({ owner: 'lisa', title: 'Mine', states: ['A'] });
  const app = sandbox.createApp({
    slug: 'helper',
    permissions: { organization_projects: 'write' },
    events: [],
  });
  const { id } = sandbox.install({ app: 'helper', owner: 'lisa' });
  const octokit = await appOf(sandbox, app).getInstallationOctokit(id);
  const { token } = (await octokit.auth({ type: 'installation' })) as { token: string };
  const { data, errors } = await ask(
    sandbox,
    token,
    '{ user(login: "lisa") { projectV2(number: 1) { title } } }',
  );
  expect(data).toEqual({ user: { projectV2: null } });
  expect(errors).toMatchObject([FORBIDDEN]);
});

const SCRIPT = `
const answer = await fetch(process.env.GITHUB_GRAPHQL_URL, {
  method: 'POST',
  headers: { authorization: 'Bearer ' + process.env.TOKEN },
  body: JSON.stringify({ query: process.env.QUERY }),
});
console.log(JSON.stringify(await answer.json()));
`;

const WORKFLOW = `
on: { workflow_dispatch: {} }
permissions: write-all
jobs:
  call:
    runs-on: ubuntu-latest
    steps:
      - run: node --input-type=module -e "$SCRIPT"
        env: { TOKEN: '\${{ github.token }}', SCRIPT: '\${{ vars.SCRIPT }}', QUERY: '\${{ vars.QUERY }}' }
`;

test('a workflow’s own token reaches no project, whatever its permissions', async () => {
  const sandbox = await startSandbox();
  other = sandbox;
  const web = await sandbox.createRepository({
    owner: 'acme',
    name: 'web',
    files: { '.github/workflows/call.yml': WORKFLOW },
    variables: { SCRIPT, QUERY: `${BOARD.slice(0, -1)} ${CARDS.slice(1)}` },
  });
  web.addIssue({ title: 'Item' });
  sandbox.createProject({ owner: 'acme', title: 'Board', states: ['Backlog'], public: true });
  const { token } = sandbox.createPerson({ login: 'ann', access: { 'acme/web': 'write' } });
  await client(sandbox, token).rest.actions.createWorkflowDispatch({
    owner: 'acme',
    repo: 'web',
    workflow_id: 'call.yml',
    ref: 'main',
  });
  await sandbox.idle();
  const [run] = sandbox.runs('acme/web');
  expect(run?.log).toContain('"data":{"organization":{"projectV2":null},"repository":{"issue":null}}');
  expect(run?.log).toContain('"type":"FORBIDDEN","path":["organization","projectV2"]');
  expect(run?.log).toContain('"type":"FORBIDDEN","path":["repository","issue","projectItems"]');
  expect(sandbox.calls.at(-1)?.by).toMatchObject({ kind: 'workflow', runId: run?.id });
});
