import { afterAll, beforeAll, expect, test } from 'vitest';
import { readItemPullRequests } from '../../../../src/github/repositories/item-pull-requests.ts';
import { createGitHubWorld, type GitHubWorld, itemOf } from '../github-world.ts';

let world: GitHubWorld;

beforeAll(async () => {
  world = await createGitHubWorld();
});

afterAll(() => world[Symbol.asyncDispose]());

interface More {
  readonly body?: string;
  readonly fork?: string;
  readonly base?: string;
}

async function open(head: string, more: More = {}) {
  const files = { [`${head}.md`]: `${more.fork ?? ''}` };
  return (await world.repository.addPullRequest({ title: 'Work', head, files, ...more })).number;
}

/** As the project "web" asks. */
async function look(number: number) {
  const branch = `interlock/web/web-${number}`;
  const question = { item: itemOf(number), project: 'web', branch };
  const before = world.operations().length;
  const { base, own, others, people } = await readItemPullRequests(world.github, question);
  expect(base).toBe('main');
  return {
    own: own?.number,
    others: others.map(({ project, pullRequest }) => [project, pullRequest.number]),
    people: people.map(({ number: one }) => one),
    asked: world.operations().slice(before),
  };
}

test("finds the item's own open one into the default branch in one request", async () => {
  const { number: item } = world.repository.addIssue({ title: 'Sort' });
  const sha = (await world.repository.branches())['main'] ?? '';
  const release = { owner: 'acme', repo: 'web', ref: 'refs/heads/release', sha };
  await world.github.request('POST /repos/{owner}/{repo}/git/refs', release);
  await open(`interlock/web/web-${item}`, { base: 'release' });
  expect(await look(item)).toMatchObject({ own: undefined });
  const number = await open(`interlock/web/web-${item}`);
  expect(await look(item)).toEqual({
    own: number,
    others: [],
    people: [],
    asked: ['graphql:query ItemPullRequests'],
  });
});

test('finds that of another project by the name of its branch, also where its text closes nothing', async () => {
  const { number: item } = world.repository.addIssue({ title: 'Sort' });
  const number = await open(`interlock/api/web-${item}`, { body: 'A person edited this.' });
  expect(await look(item)).toMatchObject({ own: undefined, others: [['api', number]] });
});

test("takes for a project's neither a person's, nor a fork's, nor a closed one, nor that of an item whose number begins alike", async () => {
  const { number: item } = world.repository.addIssue({ title: 'Sort' });
  const body = `Closes #${item}`;
  const theirs = await open(`topic-${item}`, { body });
  await open(`topic-${item}-fork`, { body, fork: 'mallory' });
  await open(`interlock/api/web-${item}0`);
  await open(`interlock/ops/web-${item}`, { body, fork: 'mallory' });
  const closed = await open(`interlock/old/web-${item}`, { body });
  await world.github.request('PATCH /repos/{owner}/{repo}/pulls/{pull_number}', {
    owner: 'acme',
    repo: 'web',
    pull_number: closed,
    state: 'closed',
  });
  expect(await look(item)).toMatchObject({ own: undefined, others: [], people: [theirs] });
});

test('reads on where more branches have such a name than fit on a page', async () => {
  const { number: item } = world.repository.addIssue({ title: 'Sort' });
  const sha = (await world.repository.branches())['main'];
  for (let index = 100; index < 201; index += 1) {
    await world.github.request('POST /repos/{owner}/{repo}/git/refs', {
      owner: 'acme',
      repo: 'web',
      ref: `refs/heads/a/web-${item}-${index}`,
      sha: sha ?? '',
    });
  }
  const number = await open(`interlock/zoo/web-${item}`);
  expect(await look(item)).toMatchObject({ others: [['zoo', number]] });
});
