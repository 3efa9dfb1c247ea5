import type { Octokit } from 'octokit';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type RepositoryHandle, type Sandbox, startSandbox } from '../../src/sandbox/index.ts';
import { client, end, refusal } from './client.ts';

const shop = { owner: 'acme', repo: 'shop' };

let sandbox: Sandbox;
let repository: RepositoryHandle;
let ann: Octokit;

beforeEach(async () => {
  sandbox = await startSandbox();
  repository = await sandbox.createRepository({ owner: 'acme', name: 'shop' });
  ann = client(sandbox, sandbox.createPerson({ login: 'ann', access: { 'acme/shop': 'write' } }).token);
});

afterEach(() => end(sandbox));

describe('issues', () => {
  test('are created, edited, closed with a reason and reopened', async () => {
    const { data } = await ann.rest.issues.create({ ...shop, title: 'Broken', labels: ['bug'] });
    const at = { ...shop, issue_number: data.number };
    await ann.rest.issues.update({ ...at, title: 'Very broken', body: 'It is.' });
    await ann.rest.issues.update({ ...at, state: 'closed', state_reason: 'not_planned' });
    expect(repository.issue(1)).toMatchObject({
      title: 'Very broken',
      body: 'It is.',
      state: 'closed',
      stateReason: 'not_planned',
      labels: ['bug'],
    });
    const reopened = await ann.rest.issues.update({ ...at, state: 'open' });
    expect(reopened.data).toMatchObject({ state: 'open', state_reason: 'reopened', closed_at: null });
  });

  test('share one sequence of numbers with pull requests', async () => {
    repository.addIssue({ number: 536, title: 'in review' });
    await repository.addPullRequest({ title: 'work', head: 'work', files: { 'a.txt': 'a' } });
    const { data } = await ann.rest.issues.create({ ...shop, title: 'next' });
    expect(data.number).toBe(538);
  });

  test('are listed together with pull requests, which say so', async () => {
    repository.addIssue({ title: 'an issue' });
    await repository.addPullRequest({ title: 'a pull request', head: 'work', files: { 'a.txt': 'a' } });
    const { data } = await ann.rest.issues.listForRepo(shop);
    expect(data.map(({ number, pull_request }) => [number, pull_request !== undefined])).toEqual([
      [2, true],
      [1, false],
    ]);
  });

  test('are listed by all of the labels asked for, whatever their case', async () => {
    repository.addIssue({ title: 'both', labels: ['Backlog', 'web'] });
    repository.addIssue({ title: 'one', labels: ['Backlog'] });
    const { data } = await ann.rest.issues.listForRepo({ ...shop, labels: 'backlog,WEB' });
    expect(data.map(({ title }) => title)).toEqual(['both']);
  });

  test('are open unless asked for otherwise, and come newest first', async () => {
    repository.addIssue({ title: 'old' });
    repository.addIssue({ title: 'done', state: 'closed' });
    repository.addIssue({ title: 'new' });
    const titles = async (query: object) =>
      (await ann.rest.issues.listForRepo({ ...shop, ...query })).data.map(({ title }) => title);
    expect(await titles({})).toEqual(['new', 'old']);
    expect(await titles({ state: 'closed' })).toEqual(['done']);
    expect(await titles({ state: 'all', direction: 'asc' })).toEqual(['old', 'done', 'new']);
  });

  test('are paged with links that a client can follow', async () => {
    for (let count = 1; count <= 5; count += 1) repository.addIssue({ title: `issue ${count}` });
    const all = await ann.paginate(ann.rest.issues.listForRepo, { ...shop, per_page: 2 });
    expect(all).toHaveLength(5);
    const { headers } = await ann.rest.issues.listForRepo({ ...shop, per_page: 2, page: 2 });
    expect(headers.link).toContain('page=3>; rel="next"');
    expect(headers.link).toContain('page=1>; rel="prev"');
  });

  test('that do not exist are not found', async () => {
    expect(await refusal(ann.rest.issues.get({ ...shop, issue_number: 9 }))).toEqual({
      status: 404,
      message: 'Not Found',
    });
  });
});

describe('labels', () => {
  test('are unique whatever their case', async () => {
    await ann.rest.issues.createLabel({ ...shop, name: 'Backlog' });
    const second = await refusal(ann.rest.issues.createLabel({ ...shop, name: 'BACKLOG' }));
    expect(second.status).toBe(422);
    expect(second.message).toContain('already_exists');
  });

  test('come into being when an issue gets them', async () => {
    repository.addIssue({ title: 'one' });
    await ann.rest.issues.addLabels({ ...shop, issue_number: 1, labels: ['Fresh'] });
    const { data } = await ann.rest.issues.getLabel({ ...shop, name: 'fresh' });
    expect(data.name).toBe('Fresh');
  });

  test('are added to, taken from and replaced on an issue', async () => {
    repository.addIssue({ title: 'one', labels: ['a', 'b'] });
    const at = { ...shop, issue_number: 1 };
    await ann.rest.issues.addLabels({ ...at, labels: ['c'] });
    await ann.rest.issues.removeLabel({ ...at, name: 'A' });
    expect(repository.issue(1).labels).toEqual(['b', 'c']);
    await ann.rest.issues.setLabels({ ...at, labels: ['c', 'd'] });
    expect(repository.issue(1).labels).toEqual(['c', 'd']);
    await ann.rest.issues.removeAllLabels(at);
    expect(repository.issue(1).labels).toEqual([]);
    expect(repository.issue(1).timeline.map(({ event, label }) => `${event} ${label}`)).toEqual([
      'labeled c',
      'unlabeled a',
      'unlabeled b',
      'labeled d',
      'unlabeled c',
      'unlabeled d',
    ]);
  });

  test('that an issue does not have cannot be taken from it', async () => {
    repository.addIssue({ title: 'one' });
    const taken = await refusal(ann.rest.issues.removeLabel({ ...shop, issue_number: 1, name: 'a/b c' }));
    expect(taken).toEqual({ status: 404, message: 'Label does not exist' });
  });

  test('keep their issues when renamed, and leave them when deleted', async () => {
    repository.addIssue({ title: 'one', labels: ['old'] });
    await ann.rest.issues.updateLabel({ ...shop, name: 'old', new_name: 'new' });
    expect(repository.issue(1).labels).toEqual(['new']);
    await ann.rest.issues.deleteLabel({ ...shop, name: 'new' });
    expect(repository.issue(1).labels).toEqual([]);
  });
});

describe('comments', () => {
  test('are made, changed, listed and deleted', async () => {
    repository.addIssue({ title: 'one' });
    const { data } = await ann.rest.issues.createComment({ ...shop, issue_number: 1, body: 'first' });
    await ann.rest.issues.createComment({ ...shop, issue_number: 1, body: 'second' });
    await ann.rest.issues.updateComment({ ...shop, comment_id: data.id, body: 'changed' });
    const listed = await ann.rest.issues.listComments({ ...shop, issue_number: 1 });
    expect(listed.data.map(({ body, user }) => [user?.login, body])).toEqual([
      ['ann', 'changed'],
      ['ann', 'second'],
    ]);
    await ann.rest.issues.deleteComment({ ...shop, comment_id: data.id });
    expect(repository.issue(1).comments.map(({ body }) => body)).toEqual(['second']);
  });
});

describe('dependencies', () => {
  test('block across repositories, and are counted on both sides', async () => {
    const api = await sandbox.createRepository({ owner: 'acme', name: 'api' });
    api.addIssue({ number: 7, title: 'first' });
    repository.addIssue({ title: 'then', blockedBy: ['acme/api#7'] });
    const { data } = await ann.rest.issues.listDependenciesBlockedBy({ ...shop, issue_number: 1 });
    expect(data.map(({ html_url }) => html_url)).toEqual([`${sandbox.url}/acme/api/issues/7`]);
    const blocked = await ann.rest.issues.get({ ...shop, issue_number: 1 });
    expect(blocked.data.issue_dependencies_summary).toMatchObject({ blocked_by: 1, total_blocked_by: 1 });
    const blocker = await ann.rest.issues.get({ owner: 'acme', repo: 'api', issue_number: 7 });
    expect(blocker.data.issue_dependencies_summary).toMatchObject({ blocking: 1 });
  });

  test('count only open blockers as blocking', async () => {
    repository.addIssue({ title: 'first', state: 'closed' });
    repository.addIssue({ title: 'then', blockedBy: [1] });
    const { data } = await ann.rest.issues.get({ ...shop, issue_number: 2 });
    expect(data.issue_dependencies_summary).toMatchObject({ blocked_by: 0, total_blocked_by: 1 });
  });

  test('are added and removed by database id', async () => {
    repository.addIssue({ title: 'first' });
    repository.addIssue({ title: 'then' });
    const { data } = await ann.rest.issues.get({ ...shop, issue_number: 1 });
    await ann.rest.issues.addBlockedByDependency({ ...shop, issue_number: 2, issue_id: data.id });
    const blockers = async () =>
      (await ann.rest.issues.listDependenciesBlockedBy({ ...shop, issue_number: 2 })).data.map(
        ({ number }) => number,
      );
    expect(await blockers()).toEqual([1]);
    await ann.rest.issues.removeDependencyBlockedBy({ ...shop, issue_number: 2, issue_id: data.id });
    expect(await blockers()).toEqual([]);
  });

  test('on what the caller cannot see are counted, and not listed', async () => {
    const secret = await sandbox.createRepository({ owner: 'acme', name: 'secret', private: true });
    secret.addIssue({ title: 'hidden' });
    repository.addIssue({ title: 'then', blockedBy: ['acme/secret#1'] });
    const { data } = await ann.rest.issues.listDependenciesBlockedBy({ ...shop, issue_number: 1 });
    expect(data).toEqual([]);
    const issue = await ann.rest.issues.get({ ...shop, issue_number: 1 });
    expect(issue.data.issue_dependencies_summary).toMatchObject({ blocked_by: 1 });
  });
});

describe('sub-issues', () => {
  test('have one parent, which counts those that are done', async () => {
    for (const title of ['epic', 'other epic', 'part']) repository.addIssue({ title });
    const part = await ann.rest.issues.get({ ...shop, issue_number: 3 });
    await ann.rest.issues.addSubIssue({ ...shop, issue_number: 1, sub_issue_id: part.data.id });
    const second = await refusal(
      ann.rest.issues.addSubIssue({ ...shop, issue_number: 2, sub_issue_id: part.data.id }),
    );
    expect(second).toEqual({ status: 422, message: 'Sub issue may only have one parent' });
    await ann.rest.issues.update({ ...shop, issue_number: 3, state: 'closed' });
    const epic = await ann.rest.issues.get({ ...shop, issue_number: 1 });
    expect(epic.data.sub_issues_summary).toEqual({ total: 1, completed: 1, percent_completed: 100 });
    const parent = await ann.rest.issues.getParent({ ...shop, issue_number: 3 });
    expect(parent.data.number).toBe(1);
  });

  test('are at most a hundred, with those that are done, and never go round', async () => {
    for (let number = 1; number <= 102; number += 1) repository.addIssue({ title: `Issue ${number}` });
    const link = async (issue_number: number, part: number) => {
      const { data } = await ann.rest.issues.get({ ...shop, issue_number: part });
      return ann.rest.issues.addSubIssue({ ...shop, issue_number, sub_issue_id: data.id });
    };
    expect(await refusal(link(1, 1))).toMatchObject({ status: 422 });
    for (let part = 2; part <= 101; part += 1) await link(1, part);
    expect(await refusal(link(2, 1))).toMatchObject({ status: 422 });
    await ann.rest.issues.update({ ...shop, issue_number: 2, state: 'closed' });
    expect(await refusal(link(1, 102))).toEqual({
      status: 422,
      message: 'Parent cannot have more than 100 sub-issues',
    });
    await link(2, 102);
  });
});
