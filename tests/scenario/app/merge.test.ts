import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type AppWorld, startAppWorld, type TestRepository } from './app-world.ts';

let world: AppWorld;

beforeAll(async () => {
  world = await startAppWorld();
  world.install('acme');
});

afterAll(() => world[Symbol.asyncDispose]());

/** Item 5 in a state, and pull request 6 that is to be merged. */
async function arrange({
  labels = ['In review'],
  head = '',
  base = 'main',
  body = '',
  ...options
}: {
  labels?: string[];
  head?: string;
  base?: string;
  body?: string;
  config?: string;
} = {}) {
  const repository = await world.repository(options);
  const [, name] = repository.fullName.split('/');
  repository.addIssue({ number: 5, title: 'Sort by date', labels });
  if (base !== 'main') await createBranch(repository, base);
  await repository.addPullRequest({
    number: 6,
    title: 'Sort by date',
    body,
    head: head || `interlock/web/${name}-5`,
    base,
    files: { 'sort.ts': 'export {};\n' },
  });
  return repository;
}

async function createBranch(repository: TestRepository, name: string): Promise<void> {
  const { main } = await repository.branches();
  await repository.act('POST', 'git/refs', { ref: `refs/heads/${name}`, sha: main });
}

describe('a merge into the default branch', () => {
  test('is answered when everything is done', async () => {
    const repository = await arrange();
    const { delivery, line } = await repository.merge(6);
    expect(line).toMatchObject({ event: 'pull_request', action: 'closed', repository: repository.fullName });
    expect(delivery.statusCode).toBe(200);
    expect(repository.issue(5).labels).toEqual(['Merged']);
  });

  test('that is delivered twice changes nothing the second time', async () => {
    const repository = await arrange();
    const { delivery } = await repository.merge(6);
    const before = repository.issue(5);
    const again = await world.redeliver(delivery);
    expect(again.delivery.statusCode).toBe(200);
    expect(repository.issue(5)).toEqual(before);
  });
});

describe('a pull request that moves nothing and costs no API call', () => {
  test('is one that nobody linked to an item', async () => {
    const repository = await arrange({ head: 'topic', body: 'Tidies up.' });
    const { line } = await repository.merge(6);
    expect(line).toMatchObject({ outcome: 'skipped', reason: 'not-linked', apiCalls: 0 });
    expectUntouched(repository);
  });

  test('is one into another branch', async () => {
    const repository = await arrange({ base: 'release' });
    const { line } = await repository.merge(6);
    expect(line).toMatchObject({ outcome: 'skipped', reason: 'not-default-branch', apiCalls: 0 });
    expectUntouched(repository);
  });

  test('is one that was closed unmerged', async () => {
    const repository = await arrange();
    await repository.act('PATCH', 'pulls/6', { state: 'closed' });
    const { line } = await repository.decided('pull_request', 'closed');
    expect(line).toMatchObject({ outcome: 'skipped', reason: 'not-merged', apiCalls: 0 });
    expectUntouched(repository);
  });

  test.each([
    ['of a fork', { id: 424242 }],
    ['of a fork that is gone', null],
  ])('is one %s that gave its branch the name of ours', async (_, fork) => {
    const repository = await arrange({ base: 'release' });
    const { delivery } = await repository.merge(6);
    const payload = structuredClone(delivery.request.payload) as {
      pull_request: { head: { repo: unknown }; base: { ref: string } };
    };
    payload.pull_request.base.ref = 'main';
    payload.pull_request.head.repo = fork;
    const response = await world.post({ event: 'pull_request', payload });
    expect(await response.json()).toMatchObject({ outcome: 'skipped', reason: 'not-linked' });
    expectUntouched(repository);
  });

  function expectUntouched(repository: TestRepository): void {
    expect(repository.calls).toEqual([]);
    expect(repository.issue(5).labels).toEqual(['In review']);
    expect(repository.runs).toEqual([]);
  }
});
