import { expect, test } from 'vitest';
import { findRivalPullRequest } from '../../../src/agents/item-run/item-branch.ts';
import { parseConfig } from '../../../src/core/config/parse-config.ts';
import { pullRequestText } from '../../../src/core/text/pull-request-text.ts';
import { createGitHub } from '../../../src/github/wire/client.ts';

const home = { owner: 'acme', repository: 'web' };
const item = { ...home, number: 5 };
const branch = 'interlock/web/web-5';

/** The item's own branch has an open pull request that a run in `acme/old` opened; GitHub knows that name as `now`. */
function rivalOf(now: string | undefined) {
  const runUrl = 'https://github.com/acme/old/actions/runs/1';
  const pull = {
    number: 9,
    url: 'https://github.com/acme/web/pull/9',
    title: 'Sort',
    body: pullRequestText({ item, title: 'Sort', runUrl, leftOut: '', summary: '' }).body,
    state: 'OPEN',
    isDraft: false,
    merged: false,
    headRefName: branch,
    headRefOid: '1'.repeat(40),
    baseRefName: 'main',
    isCrossRepository: false,
    repository: { nameWithOwner: 'acme/web' },
    author: null,
  };
  const repository = {
    defaultBranchRef: { name: 'main' },
    ours: null,
    projects: null,
    own: { nodes: [pull] },
    refs: { pageInfo: { hasNextPage: false, endCursor: null }, nodes: [{ name: branch }] },
    issue: { closedByPullRequestsReferences: { nodes: [] } },
  };
  const json = (status: number, body: unknown) =>
    new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } });
  const github = createGitHub({
    apiUrl: 'https://api.github.test',
    userAgent: 'test',
    fetch: async (url) => {
      if (String(url).endsWith('/graphql')) return json(200, { data: { repository } });
      if (now === undefined) return json(404, { message: 'Not Found' });
      return json(200, { full_name: now, default_branch: 'main', private: false });
    },
  });
  const parsed = parseConfig('version: 1\nproject: web\nboard: { type: github-labels }\nagents: {}\n', home);
  if (parsed.kind === 'invalid') throw new Error(parsed.message);
  return findRivalPullRequest({ config: parsed.config, github }, { item, branch });
}

test('a pull request that a run of this home opened under its former name is its own', async () => {
  expect(await rivalOf('acme/web')).toBeUndefined();
});

test.each(['acme/old', undefined])(
  'one that a run of another home opened is of a project with the same key, GitHub calls that home %s',
  async (now) => {
    expect(await rivalOf(now)).toMatchObject({
      number: 9,
      whose: 'a project in acme/old that is called "web" too',
    });
  },
);
