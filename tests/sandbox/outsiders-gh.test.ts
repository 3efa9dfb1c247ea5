import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  type ProjectHandle,
  type RepositoryHandle,
  type Sandbox,
  startSandbox,
} from '../../src/sandbox/index.ts';
import { openWorkshop, versionOf, type Workshop } from './outsiders-programs.ts';

const GREET = `on:
  workflow_dispatch:
    inputs: { item: { type: string } }
run-name: greet \${{ inputs.item }}
jobs:
  greet:
    runs-on: ubuntu-latest
    steps: [{ run: 'echo hello; echo "::notice::hello there"' }]
`;

/**
 * As Debian packages it: its own release has the first, and `.ci/run` unpacks the second. Other versions ask for other
 * fields of GraphQL.
 */
const TRIED = ['2.23', '2.46'] as const;
const programs = ['gh', process.env['OUTSIDE_GH'] ?? 'gh'].map((program) => ({
  program,
  version: versionOf(program) ?? 'none',
}));

const here = programs.map(({ version }) => version).join(' and ');

for (const tried of TRIED) {
  const found = programs.find(({ version }) => version.startsWith(`${tried}.`));
  const which = found ? `${found.version}, unmodified` : `${tried}: SKIPPED, there is ${here}`;
  describe.skipIf(!found)(`the GitHub CLI, gh ${which}`, () => {
    tell(found?.program ?? '', tried);
  });
}

function tell(program: string, tried: (typeof TRIED)[number]): void {
  let sandbox: Sandbox;
  let web: RepositoryHandle;
  let board: ProjectHandle;
  let workshop: Workshop;

  beforeEach(async () => {
    sandbox = await startSandbox();
    web = await sandbox.createRepository({
      owner: 'acme',
      name: 'web',
      files: { '.github/workflows/greet.yml': GREET },
    });
    web.addIssue({ number: 1, title: 'First', labels: ['bug'] });
    await web.addPullRequest({
      number: 2,
      title: 'Fix it',
      body: 'Closes #1',
      head: 'fix',
      files: { a: 'a\n' },
    });
    board = sandbox.createProject({ owner: 'acme', title: 'Board', states: ['Backlog', 'Todo'] });
    board.addItem({ issue: 'acme/web#1', state: 'Backlog' });
    const { token } = sandbox.createPerson({ login: 'mona', access: { 'acme/web': 'write' } });
    workshop = await openWorkshop({
      GH_CONFIG_DIR: '/nonexistent',
      GH_HOST: 'github.localhost',
      GH_REPO: 'github.localhost/acme/web',
      GH_TOKEN: token,
      GH_PROMPT_DISABLED: '1',
      GH_NO_UPDATE_NOTIFIER: '1',
      HTTP_PROXY: sandbox.url,
    });
  });

  afterEach(async () => {
    await workshop[Symbol.asyncDispose]();
    await sandbox[Symbol.asyncDispose]();
    expect(sandbox.defects).toEqual([]);
    expect(sandbox.refusals).toEqual([]);
  });

  const gh = (...args: string[]): Promise<string> => workshop.run(program, args);

  test('creates an issue, lists it by its label and shows it', async () => {
    const said = await gh('issue', 'create', '--title', 'Second', '--body', 'More', '--label', 'bug');
    expect(said.trim()).toBe(`${sandbox.url}/acme/web/issues/3`);
    const listed = await gh('issue', 'list', '--label', 'bug', '--json', 'number,title,labels');
    expect(JSON.parse(listed)).toMatchObject([
      { number: 3, title: 'Second', labels: [{ name: 'bug' }] },
      { number: 1, title: 'First' },
    ]);
    expect(await gh('issue', 'view', '3')).toMatch(
      /title:\tSecond\nstate:\tOPEN\nauthor:\tmona\nlabels:\tbug/,
    );
  });

  test('edits an issue, comments on it, closes it with a reason and opens it again', async () => {
    await gh('issue', 'edit', '1', '--title', 'Renamed', '--body', 'B', '--remove-label', 'bug');
    await gh('issue', 'comment', '1', '--body', 'Hello');
    expect(await gh('issue', 'view', '1', '--comments')).toContain('author:\tmona\n');
    await gh('issue', 'close', '1', '--comment', 'Bye', '--reason', 'not planned');
    expect(web.issue(1)).toMatchObject({
      title: 'Renamed',
      body: 'B',
      state: 'closed',
      stateReason: 'not_planned',
      labels: [],
      comments: [
        { author: 'mona', body: 'Hello' },
        { author: 'mona', body: 'Bye' },
      ],
    });
    expect(await gh('issue', 'list')).toBe('');
    await gh('issue', 'reopen', '1');
    expect(web.issue(1).state).toBe('open');
  });

  test('lists and shows a pull request, and merges it, which closes its issue and deletes its branch', async () => {
    expect(await gh('pr', 'list')).toMatch(/^2\tFix it\tfix\tOPEN\t/);
    const shown = await gh('pr', 'view', '2', '--json', 'title,headRefName,mergeable,additions');
    expect(JSON.parse(shown)).toEqual({
      title: 'Fix it',
      headRefName: 'fix',
      mergeable: 'MERGEABLE',
      additions: 1,
    });
    await gh('pr', 'merge', '2', '--squash', '--delete-branch');
    expect(web.pullRequests()).toMatchObject([{ number: 2, merged: true }]);
    expect(web.issue(1)).toMatchObject({ state: 'closed', stateReason: 'completed' });
    expect(Object.keys(await web.branches())).toEqual(['main']);
    expect(await web.readFile('main', 'a')).toBe('a\n');
  });

  test('runs a workflow by its file, which it asks for by number, and lists the run', async () => {
    await gh('workflow', 'run', 'greet.yml', '-f', 'item=acme/web#1');
    await sandbox.idle();
    const listed = await gh(
      'run',
      'list',
      '--workflow',
      'greet.yml',
      '--json',
      'displayTitle,event,conclusion',
    );
    expect(JSON.parse(listed)).toEqual([
      { displayTitle: 'greet acme/web#1', event: 'workflow_dispatch', conclusion: 'success' },
    ]);
    expect(await gh('workflow', 'list')).toMatch(/greet\.yml\tactive\t\d+/);
  });

  test('finds a stage of a board and moves an item on it, by GraphQL', async () => {
    const query = `query ($owner: String!) { organization(login: $owner) { projectV2(number: 1) {
        id field(name: "Status") { ... on ProjectV2SingleSelectField { id options { id name } } }
        items(first: 10, query: "status:Backlog") { nodes { id content { ... on Issue { number } } } } } } }`;
    const filter =
      '.data.organization.projectV2 | [.id, .field.id, .field.options[1].id, .items.nodes[0].id] | @tsv';
    const found = await gh('api', 'graphql', '-f', `query=${query}`, '-f', 'owner=acme', '--jq', filter);
    const [project, field, option, item] = found.trim().split('\t');
    const move = `mutation ($project: ID!, $item: ID!, $field: ID!, $option: String!) {
        updateProjectV2ItemFieldValue(input: { projectId: $project, itemId: $item, fieldId: $field,
          value: { singleSelectOptionId: $option } }) { projectV2Item { id } } }`;
    const variables = Object.entries({ project, item, field, option }).flatMap(([name, id]) => [
      '-f',
      `${name}=${id}`,
    ]);
    await gh('api', 'graphql', '-f', `query=${move}`, ...variables);
    expect(board.items()).toMatchObject([{ state: 'Todo' }]);
  });

  test('follows the pages of a list', async () => {
    web.addIssue({ number: 3, title: 'Third' });
    const path = 'repos/{owner}/{repo}/issues?per_page=1&direction=asc';
    expect(await gh('api', path, '--paginate', '--jq', '.[].number')).toBe('1\n2\n3\n');
  });

  test('is told what GitHub would tell it, and fails', async () => {
    await expect(gh('issue', 'view', '77')).rejects.toThrow(
      'Could not resolve to an issue or pull request with the number of 77.',
    );
    await expect(gh('workflow', 'run', 'greet.yml', '-f', 'colour=red')).rejects.toThrow(
      'HTTP 422: Unexpected inputs provided',
    );
  });

  test('says who it is, and what its token may do', async () => {
    const said = await gh('auth', 'status', '--hostname', 'github.localhost');
    // The older one says it to stderr.
    if (tried === '2.23') return;
    expect(said).toContain('Logged in to github.localhost account mona');
    expect(said).toContain("Token scopes: 'project', 'read:org', 'repo', 'workflow'");
  });

  test('shows a run, its jobs and what it annotated', async () => {
    await gh('workflow', 'run', 'greet.yml', '-f', 'item=acme/web#1');
    await sandbox.idle();
    const [run] = sandbox.runs('acme/web');
    const shown = await gh('run', 'view', String(run?.id));
    expect(shown).toMatch(/✓ main .*greet/);
    expect(shown).toContain('ANNOTATIONS\n- hello there\n');
    const jobs = await gh('run', 'view', String(run?.id), '--json', 'jobs', '--jq', '.jobs[].conclusion');
    expect(jobs).toBe('success\n');
  });

  test('shows a pull request, and says that it has no checks', async () => {
    expect(await gh('pr', 'view', '2')).toMatch(/title:\tFix it\nstate:\tOPEN\n/);
    await expect(gh('pr', 'checks', '2')).rejects.toThrow("no checks reported on the 'fix' branch");
  });

  test.runIf(tried !== '2.23')(
    'lists a board, its fields and its items, moves an item and archives it',
    async () => {
      const project = ['--owner', 'acme', '--format', 'json'];
      expect(await gh('project', 'list', '--owner', 'acme')).toMatch(/^1\tBoard\topen\t/);
      const { fields } = JSON.parse(await gh('project', 'field-list', '1', ...project)) as {
        fields: { id: string; name: string; options?: { id: string; name: string }[] }[];
      };
      const status = fields.find(({ name }) => name === 'Status');
      const todo = status?.options?.find(({ name }) => name === 'Todo');
      const list = async () =>
        (JSON.parse(await gh('project', 'item-list', '1', ...project)) as { items: { id: string }[] }).items;
      const [item] = await list();
      expect(item).toMatchObject({
        status: 'Backlog',
        title: 'First',
        content: { number: 1, type: 'Issue' },
      });
      const edit = ['project', 'item-edit', '--id', item?.id ?? '', '--project-id', board.id];
      const value = ['--field-id', status?.id ?? '', '--single-select-option-id', todo?.id ?? ''];
      await gh(...edit, ...value);
      expect(await list()).toMatchObject([{ id: item?.id, status: 'Todo' }]);

      await gh('project', 'item-archive', '1', '--owner', 'acme', '--id', item?.id ?? '');
      expect(await list()).toEqual([]);
      await expect(gh(...edit, ...value)).rejects.toThrow('The item is archived and cannot be updated');
    },
  );
}
