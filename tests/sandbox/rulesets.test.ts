import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  type RepositoryHandle,
  type Ruleset,
  type RuleType,
  type Sandbox,
  startSandbox,
} from '../../src/sandbox/index.ts';
import { appOf, client, end, refusal } from './client.ts';
import { ask } from './graphql-client.ts';
import { openWorkshop } from './outsiders-programs.ts';
import { DOORS, type Kind, openDoor } from './rulesets/doors.ts';

const shop = { owner: 'acme', repo: 'shop' };
const REFUSED: Readonly<Record<RuleType, readonly Kind[]>> = {
  // First, because what stands on another branch by then is not new any more.
  required_signatures: ['create', 'update', 'rewrite'],
  creation: ['create'],
  update: ['update', 'rewrite'],
  deletion: ['delete'],
  non_fast_forward: ['rewrite'],
  pull_request: ['update', 'rewrite'],
  required_status_checks: ['create', 'update', 'rewrite'],
};
const RULES = Object.keys(REFUSED) as RuleType[];
const KINDS = ['create', 'update', 'rewrite', 'delete'] as const;

let sandbox: Sandbox;
let repository: RepositoryHandle;
let admin: string;
let writer: string;
/** Commits that nobody signed: on top of the default branch, and with no history. */
let next: string;
let other: string;

beforeEach(async () => {
  sandbox = await startSandbox();
  repository = await sandbox.createRepository({ owner: 'acme', name: 'shop' });
  admin = sandbox.createPerson({ login: 'ada', access: { 'acme/shop': 'admin' } }).token;
  writer = sandbox.createPerson({ login: 'bob', access: { 'acme/shop': 'write' } }).token;
  const parent = (await repository.branches())['main'] ?? '';
  const { git } = client(sandbox, writer).rest;
  const { data } = await git.getCommit({ ...shop, commit_sha: parent });
  const commit = async (parents: string[]): Promise<string> =>
    (await git.createCommit({ ...shop, message: 'Unsigned', tree: data.tree.sha, parents })).data.sha;
  [next, other] = [await commit([parent]), await commit([])];
});

afterEach(() => end(sandbox));

const pastAdmins: Ruleset['bypass'] = [{ type: 'RepositoryRole', id: 5 }];

/** A branch at the default branch's head. */
async function branch(name: string): Promise<string> {
  const sha = (await repository.branches())['main'] ?? '';
  await client(sandbox, admin).rest.git.createRef({ ...shop, ref: `refs/heads/${name}`, sha });
  return name;
}

const commitOn = (token: string, branchName: string, expectedHeadOid: string) =>
  ask(
    sandbox,
    token,
    'mutation ($input: CreateCommitOnBranchInput!) { createCommitOnBranch(input: $input) { commit { oid } } }',
    {
      input: {
        branch: { repositoryNameWithOwner: 'acme/shop', branchName },
        expectedHeadOid,
        message: { headline: 'Add' },
        fileChanges: { additions: [{ path: 'a', contents: 'YQ==' }] },
      },
    },
  );

describe('rules of a branch', () => {
  test.each(DOORS)('forbid what they name by way of %s, and nothing else', async (name) => {
    for (const rule of RULES) {
      repository.addRuleset({ name: rule, branches: [`${rule}/*`], rules: [rule], bypass: pastAdmins });
    }
    await using door = await openDoor(name, sandbox, writer);
    const refused: Record<string, Kind[]> = {};
    for (const rule of RULES) {
      refused[rule] = [];
      for (const kind of KINDS) {
        const target = kind === 'create' ? `${rule}/new` : await branch(`${rule}/${kind}`);
        try {
          await door.change(kind, target, kind === 'rewrite' ? other : next);
        } catch (error) {
          expect(String(error)).toContain('Repository rule violations found');
          refused[rule].push(kind);
        }
      }
    }
    expect(refused).toEqual(REFUSED);
  });

  test('hold for commits by the API, of which GitHub signs those of GraphQL', async () => {
    for (const rule of RULES) {
      repository.addRuleset({ name: rule, branches: [`${rule}/*`], rules: [rule], bypass: pastAdmins });
    }
    const refused = { graphql: [] as string[], contents: [] as string[] };
    for (const rule of RULES) {
      const [head, name] = [(await repository.branches())['main'] ?? '', await branch(`${rule}/commit`)];
      const { errors } = await commitOn(writer, name, head);
      if (errors.length > 0) refused.graphql.push(rule);
      const file = { ...shop, path: 'b', message: 'Add', content: 'Yg==', branch: name };
      await client(sandbox, writer)
        .rest.repos.createOrUpdateFileContents(file)
        .catch(({ status }: { status: number }) => refused.contents.push(`${rule} ${status}`));
    }
    expect(refused).toEqual({
      graphql: ['update', 'pull_request', 'required_status_checks'],
      contents: ['required_signatures 409', 'update 409', 'pull_request 409', 'required_status_checks 409'],
    });
  });

  test('are told as GitHub tells them', async () => {
    const target = await branch('kept');
    repository.addRuleset({
      name: 'Kept',
      branches: ['kept'],
      rules: [
        'non_fast_forward',
        { type: 'required_status_checks', checks: ['a', 'b'] },
        'required_signatures',
      ],
    });
    await using git = await openDoor('git', sandbox, writer);
    const text = await git.change('rewrite', target, other).then(String, ({ stderr }) => String(stderr));
    expect(text.replaceAll(/ +$/gm, '')).toContain(
      `remote: error: GH013: Repository rule violations found for refs/heads/kept.
remote: Review all repository rules at ${sandbox.url}/acme/shop/rules?ref=refs%2Fheads%2Fkept
remote:
remote: - Cannot force-push to this branch
remote:
remote: - 2 of 2 required status checks are expected.
remote:
remote: - Commits must have verified signatures.
remote:   Found 1 violation:
remote:
remote:   ${other}
remote:
`,
    );
    expect(text).toContain('(push declined due to repository rule violations)');
    const message =
      'Repository rule violations found\n\nCannot force-push to this branch\n\n2 of 2 required status checks are expected.\n\nCommits must have verified signatures.\n\n';
    const force = { ...shop, ref: 'heads/kept', sha: other, force: true };
    expect(await refusal(client(sandbox, writer).rest.git.updateRef(force))).toEqual({
      status: 422,
      message,
    });
  });

  test('are listed by ruleset, of which those about pushes are none', async () => {
    repository.addRuleset({ name: 'Kept', branches: ['kept'], rules: ['deletion'] });
    repository.addRuleset({ name: 'Tried', branches: ['~ALL'], rules: ['update'], enforcement: 'evaluate' });
    const list = async (more: { targets?: string }) => {
      const { data } = await client(sandbox, writer).rest.repos.getRepoRulesets({ ...shop, ...more });
      return data.map(({ id, name, target, enforcement }) => ({ id, name, target, enforcement }));
    };
    const both = [
      { id: 1, name: 'Kept', target: 'branch', enforcement: 'active' },
      { id: 2, name: 'Tried', target: 'branch', enforcement: 'evaluate' },
    ];
    expect(await list({})).toEqual(both);
    expect(await list({ targets: 'push,branch' })).toEqual(both);
    expect(await list({ targets: 'push' })).toEqual([]);
  });

  test('of one branch decline all of a push', async () => {
    repository.addRuleset({ name: 'None', branches: ['no/*'], rules: ['creation'] });
    await using workshop = await openWorkshop({ GIT_TERMINAL_PROMPT: '0', GIT_CONFIG_NOSYSTEM: '1' });
    const remote = `http://bob:${writer}@${new URL(sandbox.url).host}/acme/shop.git`;
    const run = (...args: string[]) => workshop.run('git', args);
    await run('init', '-q');
    await run('fetch', '-q', remote, next);
    const push = run('push', remote, `${next}:refs/heads/no/a`, `${next}:refs/heads/yes`);
    await expect(push).rejects.toThrow('GH013');
    expect(await repository.branches()).not.toHaveProperty('yes');
    await run('push', remote, `${next}:refs/heads/yes`);
    expect(await repository.branches()).toHaveProperty('yes', next);
  });

  test('that are only evaluated, or switched off, or about other branches, forbid nothing', async () => {
    const target = await branch('kept/a');
    repository.addRuleset({ name: '1', enforcement: 'evaluate', branches: ['~ALL'], rules: ['update'] });
    repository.addRuleset({ name: '2', enforcement: 'disabled', branches: ['~ALL'], rules: ['update'] });
    repository.addRuleset({ name: '3', branches: ['~ALL'], exclude: ['kept/*'], rules: ['update'] });
    repository.addRuleset({ name: '4', branches: ['~DEFAULT_BRANCH'], rules: ['update'] });
    const door = await openDoor('REST', sandbox, writer);
    await door.change('update', target, next);
    await expect(door.change('update', 'main', next)).rejects.toThrow('Cannot update this protected ref.');
    const { data } = await client(sandbox, writer).rest.repos.getBranchRules({ ...shop, branch: 'kept/a' });
    expect(data).toEqual([]);
  });

  test('hold as well if they were made by the API, where what is not enforced is refused by name too', async () => {
    const { repos } = client(sandbox, admin).rest;
    const wanted = {
      ...shop,
      name: 'Kept',
      enforcement: 'active' as const,
      conditions: { ref_name: { include: ['refs/heads/kept/*'], exclude: [] } },
      rules: [{ type: 'deletion' as const }],
    };
    const target = await branch('kept/a');
    await repos.createRepoRuleset(wanted);
    const door = await openDoor('REST', sandbox, admin);
    await expect(door.change('delete', target, next)).rejects.toThrow('Cannot delete this branch');
    const linear = repos.createRepoRuleset({ ...wanted, rules: [{ type: 'required_linear_history' }] });
    expect(await refusal(linear)).toEqual({
      status: 422,
      message: 'the ruleset "Kept": the sandbox does not enforce required_linear_history',
    });
    expect(sandbox.refusals).toEqual([expect.stringContaining('required_linear_history')]);
  });

  test('that the sandbox does not enforce are refused by name', () => {
    const rules = ['merge_queue'] as unknown as RuleType[];
    expect(() => repository.addRuleset({ name: 'Queue', branches: ['~ALL'], rules })).toThrow(
      'the sandbox does not enforce merge_queue',
    );
    const bypass: Ruleset['bypass'] = [{ type: 'RepositoryRole', id: 4 }];
    expect(() => repository.addRuleset({ name: 'Role', branches: ['~ALL'], rules: [], bypass })).toThrow(
      'the sandbox does not know the role 4',
    );
  });
});

describe('those whom a ruleset lets past', () => {
  test('are the App that it names, and no other', async () => {
    const head = (await repository.branches())['main'] ?? '';
    const apps = ['one', 'two'].map((slug) => {
      const app = sandbox.createApp({ slug, permissions: { contents: 'write' }, events: [] });
      return { app, installation: sandbox.install({ app: slug, owner: 'acme' }) };
    });
    const bypass: Ruleset['bypass'] = [{ type: 'Integration', id: apps[0]?.app.id ?? 0 }];
    const target = await branch('kept');
    repository.addRuleset({ name: 'Kept', branches: ['kept'], rules: ['update'], bypass });
    const outcomes: boolean[] = [];
    for (const { app, installation } of apps) {
      const octokit = await appOf(sandbox, app).getInstallationOctokit(installation.id);
      const { token } = (await octokit.auth({ type: 'installation' })) as { token: string };
      outcomes.unshift((await commitOn(token, target, head)).errors.length === 0);
    }
    expect(outcomes).toEqual([false, true]);
  });

  test('by pull requests alone may merge, and not push', async () => {
    repository.addRuleset({
      name: 'Reviews',
      branches: ['~DEFAULT_BRANCH'],
      rules: [{ type: 'pull_request', approvals: 1 }],
      bypass: [{ type: 'OrganizationAdmin', id: 1, mode: 'pull_request' }],
    });
    const { number } = await repository.addPullRequest({ title: 'Add', head: 'topic', files: { a: 'a' } });
    const merge = (token: string) =>
      client(sandbox, token).rest.pulls.merge({ ...shop, pull_number: number });
    expect(await refusal(merge(writer))).toEqual({
      status: 405,
      message:
        'Repository rule violations found\n\nAt least 1 approving review is required by reviewers with write access.\n\n',
    });
    const door = await openDoor('REST', sandbox, admin);
    await expect(door.change('update', 'main', next)).rejects.toThrow('through a pull request');
    await merge(admin);
    expect(repository.pullRequests()).toMatchObject([{ merged: true }]);
  });
});

test('a pull request is merged behind its rule once it has its approval', async () => {
  repository.addRuleset({
    name: 'Reviews',
    branches: ['~DEFAULT_BRANCH'],
    rules: [{ type: 'pull_request', approvals: 1 }],
  });
  const { number } = await repository.addPullRequest({ title: 'Add', head: 'topic', files: { a: 'a' } });
  const of = { ...shop, pull_number: number };
  await client(sandbox, admin).rest.pulls.createReview({ ...of, event: 'APPROVE' });
  await client(sandbox, writer).rest.pulls.merge(of);
  expect(repository.pullRequests()).toMatchObject([{ merged: true }]);
});

test('commits that GitHub makes for an App are signed, unless they name their author', async () => {
  const app = sandbox.createApp({ slug: 'one', permissions: { contents: 'write' }, events: [] });
  const { id } = sandbox.install({ app: 'one', owner: 'acme' });
  const { git } = (await appOf(sandbox, app).getInstallationOctokit(id)).rest;
  const { data } = await git.getCommit({ ...shop, commit_sha: next });
  const author = { name: 'Ann', email: 'ann@example.com' };
  const commit = { ...shop, message: 'Add', tree: data.tree.sha, parents: [next] };
  const made = [await git.createCommit(commit), await git.createCommit({ ...commit, author })];
  expect(made.map(({ data: { verification } }) => verification.verified)).toEqual([true, false]);
});
