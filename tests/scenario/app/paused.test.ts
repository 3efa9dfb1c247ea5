import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Call } from '../../../src/sandbox/index.ts';
import { type AppWorld, manifest, startAppWorld, type TestRepository } from './app-world.ts';

let world: AppWorld;

beforeAll(async () => {
  world = await startAppWorld();
  world.install('acme');
});

afterAll(() => world[Symbol.asyncDispose]());

/** Item 5 in review, the pull request 6 that closes it, and item 7 that nobody has put on the board. */
async function arrange({ owner = 'acme', paused = 'true' } = {}): Promise<TestRepository> {
  const repository = await world.repository({ owner });
  repository.addIssue({ number: 5, title: 'Sort by date', labels: ['In review'] });
  await repository.addPullRequest({
    number: 6,
    title: 'Sort by date',
    body: 'Closes #5',
    head: 'topic',
    files: { 'sort.ts': 'export {};\n' },
  });
  repository.addIssue({ number: 7, title: 'Sort by name' });
  await repository.act('POST', 'actions/variables', { name: 'INTERLOCK_PAUSED', value: paused });
  return repository;
}

describe('while INTERLOCK_PAUSED is true', () => {
  test('an item that enters todo starts nobody', async () => {
    const repository = await arrange();
    const { delivery, line } = await repository.label(7, 'Todo');
    expect(line).toMatchObject({ outcome: 'skipped', reason: 'paused' });
    expect(delivery.statusCode).toBe(200);
    expect(repository.runs).toEqual([]);
  });

  test('a merge moves nothing and writes nothing', async () => {
    const repository = await arrange();
    const { line } = await repository.merge(6);
    expect(line).toMatchObject({ outcome: 'skipped', reason: 'paused' });
    expect(repository.issue(5)).toMatchObject({ labels: ['In review'], comments: [] });
    expect(repository.runs).toEqual([]);
  });

  test.each(['True', 'TRUE'])('%j is true, as it is for the workflows', async (paused) => {
    const repository = await arrange({ paused });
    expect((await repository.label(7, 'Todo')).line.reason).toBe('paused');
  });

  test.each(['false', '', '1'])('but not with %j', async (paused) => {
    const repository = await arrange({ paused });
    expect((await repository.label(7, 'Todo')).line.reason).toBe('dispatched');
  });

  test('what starts nobody is told by its own reason, and costs no call for the variable', async () => {
    const repository = await arrange();
    await repository.label(7, 'Todo');
    expect((await repository.label(5, 'Done')).line).toMatchObject({
      reason: 'state-ambiguous',
      apiCalls: 0,
    });
  });

  test('a delivery that is sent again afterwards is answered as if nothing had been', async () => {
    const repository = await arrange();
    const { delivery } = await repository.merge(6);
    await repository.act('DELETE', 'actions/variables/INTERLOCK_PAUSED');
    const { line } = await world.redeliver(delivery);
    expect(line).toMatchObject({ outcome: 'acted', reason: 'dispatched' });
    expect(repository.issue(5).labels).toEqual(['Merged']);
  });
});

describe('where the variable cannot be read', () => {
  test('an App whose owner has not yet granted that goes on, and says so with each decision', async () => {
    const { actions_variables: _, ...others } = manifest.default_permissions;
    world.install('before-the-pause', others);
    const repository = await arrange({ owner: 'before-the-pause' });
    const { delivery, line } = await repository.merge(6);
    expect(delivery.statusCode).toBe(200);
    expect(line).toMatchObject({ outcome: 'acted', reason: 'dispatched' });
    expect(line.detail).toContain('`actions_variables: read`');
    expect(repository.issue(5).labels).toEqual(['Merged']);
  });

  test('because GitHub does not answer, nothing is done until the delivery is sent again', async () => {
    const repository = await arrange({ paused: 'false' });
    const isVariable = ({ operationId }: Call) => operationId === 'actions/get-repo-variable';
    world.sandbox.inject({ match: isVariable, fault: { kind: 'status', status: 500 }, times: 2 });
    const { delivery, line } = await repository.merge(6);
    expect(line).toMatchObject({ outcome: 'failed', reason: 'github-unavailable' });
    expect(delivery.statusCode).toBe(503);
    expect(repository.issue(5).labels).toEqual(['In review']);
    await world.redeliver(delivery);
    expect(repository.issue(5).labels).toEqual(['Merged']);
  });
});
