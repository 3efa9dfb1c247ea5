import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Call, Fault } from '../../../src/sandbox/index.ts';
import { type AppWorld, manifest, startAppWorld, type TestRepository } from './app-world.ts';
import { WORKFLOW } from './fixture.ts';

let world: AppWorld;

beforeAll(async () => {
  world = await startAppWorld();
  world.install('acme');
});

afterAll(() => world[Symbol.asyncDispose]());

const isDispatch = ({ operationId, by }: Call) =>
  operationId === 'actions/create-workflow-dispatch' && by.kind === 'installation';

async function mergeable(owner = 'acme'): Promise<TestRepository> {
  const repository = await world.repository({ owner });
  repository.addIssue({ number: 5, title: 'Sort by date', labels: ['In review'] });
  await repository.addPullRequest({
    number: 6,
    title: 'Sort by date',
    body: 'Closes #5',
    head: 'topic',
    files: { 'sort.ts': 'export {};\n' },
  });
  return repository;
}

function managersOf(repository: TestRepository) {
  return repository.runs.filter(({ inputs }) => inputs.cause?.startsWith('pull-request-merged'));
}

describe('what time mends is answered 503 and done by the redelivery, without anything doubled', () => {
  test.each<[string, Fault]>([
    ['GitHub answers a dispatch with 502', { kind: 'status', status: 502 }],
    ['GitHub refuses a dispatch by its secondary limit', { kind: 'secondary-limit', retryAfter: 60 }],
    ['GitHub refuses a dispatch by its hourly limit', { kind: 'primary-limit' }],
    ['the connection breaks at a dispatch', { kind: 'reset' }],
  ])('when %s', async (_, fault) => {
    const repository = await mergeable();
    world.sandbox.inject({ match: isDispatch, fault, times: 1 });
    const { delivery, line } = await repository.merge(6);
    expect(delivery.statusCode).toBe(503);
    expect(line).toMatchObject({
      outcome: 'failed',
      reason: fault.kind.endsWith('limit') ? 'rate-limited' : 'github-unavailable',
    });
    expect(managersOf(repository)).toEqual([]);

    const again = await world.redeliver(delivery);
    expect(again.delivery.statusCode).toBe(200);
    expect(again.line).toMatchObject({ outcome: 'acted', reason: 'dispatched' });
    expect(managersOf(repository)).toHaveLength(1);
    expect(repository.issue(5)).toMatchObject({
      labels: ['Merged'],
      comments: [{ author: 'interlock[bot]' }],
    });
  });

  test('when a dispatch was answered 502 after its effect: the backlog-manager only looks twice', async () => {
    const repository = await mergeable();
    world.sandbox.inject({
      match: isDispatch,
      fault: { kind: 'status-after-effect', status: 502 },
      times: 1,
    });
    const { delivery } = await repository.merge(6);
    expect(delivery.statusCode).toBe(503);
    await world.redeliver(delivery);
    const inputs = managersOf(repository).map((run) => run.inputs);
    expect(inputs).toHaveLength(2);
    expect(inputs[1]).toEqual(inputs[0]);
    expect(repository.issue(5)).toMatchObject({
      labels: ['Merged'],
      comments: [{ author: 'interlock[bot]' }],
    });
  });

  test('when the item cannot be read, and then nobody is sent to look for work either', async () => {
    const repository = await mergeable();
    const isRead = ({ operationId, by }: Call) => operationId === 'issues/get' && by.kind === 'installation';
    world.sandbox.inject({ match: isRead, fault: { kind: 'status', status: 500 }, times: 2 });
    const { delivery } = await repository.merge(6);
    expect(delivery.statusCode).toBe(503);
    expect(repository.issue(5).labels).toEqual(['In review']);
    expect(repository.runs).toEqual([]);

    await world.redeliver(delivery);
    expect(repository.issue(5).labels).toEqual(['Merged']);
    expect(managersOf(repository)).toHaveLength(1);
  });

  test('when the configuration cannot be read', async () => {
    const repository = await mergeable();
    const isConfig = ({ operationId }: Call) => operationId === 'repos/get-content';
    world.sandbox.inject({ match: isConfig, fault: { kind: 'status', status: 502 }, times: 2 });
    const { delivery, line } = await repository.merge(6);
    expect(line).toMatchObject({ outcome: 'failed', reason: 'github-unavailable' });
    expect(delivery.statusCode).toBe(503);
    await world.redeliver(delivery);
    expect(repository.issue(5).labels).toEqual(['Merged']);
  });
});

test('a comment that cannot be written does not undo or hold up anything', async () => {
  const repository = await mergeable();
  const isComment = ({ operationId, by }: Call) =>
    operationId === 'graphql:mutation AddStatus' && by.kind === 'installation';
  world.sandbox.inject({ match: isComment, fault: { kind: 'status', status: 502 }, times: 2 });
  const { delivery, line } = await repository.merge(6);
  expect(delivery.statusCode).toBe(200);
  expect(line).toMatchObject({ outcome: 'acted', reason: 'dispatched' });
  expect(line.detail).toMatch(/because of .* The status comment of \S+#5 could not be written/);
  expect(repository.issue(5)).toMatchObject({ labels: ['Merged'], comments: [] });
});

describe('what a person has to mend is answered 422, so that the delivery waits in the log for them', () => {
  test.each([
    ['the workflow is not on the default branch', null],
    ['the workflow cannot be dispatched', WORKFLOW.replace(/on:\n[\s\S]*?jobs:/, 'on: push\njobs:')],
  ])('when %s', async (_, workflow) => {
    const repository = await world.repository({ workflow });
    repository.addIssue({ number: 538, title: 'Sort by date' });
    const { delivery, line } = await repository.label(538, 'Todo');
    expect(line).toMatchObject({ outcome: 'failed', reason: 'workflow-missing' });
    expect(delivery.statusCode).toBe(422);
    expect(repository.runs).toEqual([]);
  });

  test('when the workflow lacks an input', async () => {
    const workflow = WORKFLOW.replace(/^ *cause: .*\n/m, '').replace('inputs.cause', 'inputs.agent');
    const repository = await world.repository({ workflow });
    repository.addIssue({ number: 538, title: 'Sort by date' });
    const { delivery, line } = await repository.label(538, 'Todo');
    expect(line).toMatchObject({ outcome: 'failed', reason: 'workflow-invalid' });
    expect(delivery.statusCode).toBe(422);
  });

  test.each([
    ['actions', 'actions', ['Merged']],
    ['issues', 'issues', ['In review']],
    ['contents', 'contents', ['In review']],
  ])('when the App may not write %s', async (_, permission, labels) => {
    const owner = `no-${permission}`;
    const repository = await mergeable(owner);
    const { [permission]: __, ...others } = manifest.default_permissions;
    // Labels of issues may be written with either of two permissions.
    const granted = permission === 'issues' ? { ...others, issues: 'read', pull_requests: 'read' } : others;
    world.install(owner, granted as Record<string, 'read' | 'write'>);
    const { delivery, line } = await repository.merge(6);
    expect(line).toMatchObject({ outcome: 'failed', reason: 'permission-missing' });
    expect(line.detail).toContain(`${permission}: `);
    expect(delivery.statusCode).toBe(422);
    expect(repository.issue(5).labels).toEqual(labels);
    expect(repository.runs.filter(({ inputs }) => inputs.agent === 'implementation')).toEqual([]);
  });

  test('one item that is missing does not hold up the other, nor the backlog-manager', async () => {
    const repository = await world.repository();
    repository.addIssue({ number: 5, title: 'Sort by date', labels: ['In review'] });
    await repository.addPullRequest({
      number: 6,
      title: 'Sort by date',
      body: 'Closes #404, closes #5',
      head: 'topic',
      files: { 'sort.ts': 'export {};\n' },
    });
    const { delivery, line } = await repository.merge(6);
    expect(line).toMatchObject({ outcome: 'failed', reason: 'item-missing' });
    expect(delivery.statusCode).toBe(422);
    expect(repository.issue(5).labels).toEqual(['Merged']);
    expect(managersOf(repository)).toHaveLength(1);
  });
});
