import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { merge, ROUTINGS, type RoutedRepository, type RoutingWorld } from './routing-world.ts';

interface Arrangement {
  readonly body?: string;
  readonly head?: string;
  readonly fork?: string;
  readonly author?: string;
}

describe.each(ROUTINGS)('with the $router as router', ({ router, start }) => {
  let world: RoutingWorld;

  beforeAll(async () => {
    world = await start();
  });

  afterAll(() => world[Symbol.asyncDispose]());

  /** Item 5 in review, and pull request 6 of somebody who may not write to the repository. */
  async function arrange({ head = 'topic', ...more }: Arrangement): Promise<RoutedRepository> {
    const repository = await world.repository();
    repository.addIssue({ number: 5, title: 'Sort by date', labels: ['In review'] });
    await repository.addPullRequest({ number: 6, title: 'Sort', head, files: { 'sort.ts': 'x\n' }, ...more });
    return repository;
  }

  const managers = ({ runs }: RoutedRepository) =>
    runs.filter(({ inputs }) => inputs['cause']?.startsWith('pull-request-merged'));

  describe('a pull request of somebody who may not write, merged by somebody who may', () => {
    test.each([
      ['from a fork', { fork: 'rob' }],
      ['by a bot', { author: 'dependabot[bot]' }],
    ])(
      "%s moves the item that GitHub closes by it, and starts the project's backlog-manager",
      async (_, who) => {
        const repository = await arrange({ body: 'Closes #5', ...who });
        expect(await merge(repository, 6)).toMatchObject({ outcome: 'acted', reason: 'dispatched' });
        expect(repository.issue(5)).toMatchObject({ state: 'closed', labels: ['Merged'] });
        expect(repository.issue(5).comments).toMatchObject([{ author: world.bot }]);
        expect(managers(repository)).toMatchObject([{ inputs: { dispatch: router, item: '' } }]);
      },
    );

    test('from a fork is not linked by a branch that is named like one of ours', async () => {
      const repository = await world.repository();
      const head = `interlock/web/${repository.fullName.split('/')[1]}-5`;
      repository.addIssue({ number: 5, title: 'Sort by date', labels: ['In review'] });
      await repository.addPullRequest({ number: 6, title: 'Sort', head, fork: 'rob', files: { a: 'b' } });
      const verdict = await merge(repository, 6);
      expect(verdict).toMatchObject({ outcome: 'skipped', reason: 'not-linked' });
      expect(verdict.said).toContain('from a fork, where the name of a branch links nothing');
      expect(repository.issue(5)).toMatchObject({ labels: ['In review'], comments: [] });
      expect(repository.runs).toEqual([]);
    });

    test('by a bot that closes nothing starts nobody, and says so', async () => {
      const repository = await arrange({
        author: 'dependabot[bot]',
        head: 'dependabot/npm/left-pad-2',
        body: 'Release notes: `fixes #5`\n<!-- Closes #5 -->',
      });
      const verdict = await merge(repository, 6);
      expect(verdict).toMatchObject({ outcome: 'skipped', reason: 'not-linked' });
      expect(verdict.said).toContain('by a bot and closes no item');
      expect(repository.issue(5).labels).toEqual(['In review']);
      expect(repository.runs).toEqual([]);
    });
  });
});

describe('a workflow that answers a merge from a fork', () => {
  test("has a token that may write, and nothing of the fork's on its runner", async () => {
    const [, workflow] = ROUTINGS;
    await using world = await workflow.start();
    const repository = await world.repository();
    repository.addIssue({ number: 5, title: 'Sort by date', labels: ['In review'] });
    await repository.addPullRequest({
      number: 6,
      title: 'Sort',
      body: 'Closes #5',
      head: 'main',
      fork: 'rob',
      files: { 'notes.md': 'x\n' },
    });
    const { main } = await repository.branches();
    await merge(repository, 6);
    const routed = world.sandbox
      .runs(repository.fullName)
      .find(({ event }) => event === 'pull_request_target');
    const merged = (await repository.branches())['main'];
    expect(merged).not.toBe(main);
    expect(routed).toMatchObject({ conclusion: 'success', headBranch: 'main', headSha: merged });
    // The one step is Interlock's own: no step checks out what the fork wrote.
    expect(routed?.jobs.flatMap(({ steps }) => steps.map(({ id }) => id))).toEqual([
      'interlock',
      'interlock_post',
    ]);
    expect(repository.issue(5).labels).toEqual(['Merged']);
  });
});
