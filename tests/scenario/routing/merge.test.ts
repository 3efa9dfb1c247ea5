import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { merge, ROUTINGS, type RoutedRepository, type RoutingWorld } from './routing-world.ts';

interface Arrangement {
  readonly labels?: string[];
  readonly head?: string;
  readonly base?: string;
  readonly body?: string;
  readonly config?: string;
}

describe.each(ROUTINGS)('with the $router as router', ({ router, start }) => {
  let world: RoutingWorld;

  beforeAll(async () => {
    world = await start();
  });

  afterAll(() => world[Symbol.asyncDispose]());

  /** Item 5 in a state, and pull request 6 that is to be merged. */
  async function arrange(arrangement: Arrangement = {}): Promise<RoutedRepository> {
    const { labels = ['In review'], head = '', base = 'main', body = '', ...options } = arrangement;
    const repository = await world.repository(options);
    const [, name] = repository.fullName.split('/');
    repository.addIssue({ number: 5, title: 'Sort by date', labels });
    if (base !== 'main') {
      const { main } = await repository.branches();
      await repository.act('POST', 'git/refs', { ref: `refs/heads/${base}`, sha: main });
    }
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

  describe('a merge into the default branch', () => {
    test("moves the item of our branch to merged, says why, and starts the project's backlog-manager", async () => {
      const repository = await arrange();
      const verdict = await merge(repository, 6);

      expect(repository.issue(5).labels).toEqual(['Merged']);
      expect(repository.issue(5).comments).toMatchObject([
        {
          author: world.bot,
          body: expect.stringContaining(
            `Moved from **In review** to **Merged**: ${repository.fullName}#6 was merged.\n`,
          ),
        },
      ]);
      const [run, ...others] = repository.runs.filter(({ inputs }) =>
        inputs['cause']?.startsWith('pull-request'),
      );
      expect(others).toEqual([]);
      expect(run?.inputs).toEqual({
        project: 'web',
        agent: 'backlog-manager',
        item: '',
        cause: `pull-request-merged ${repository.fullName}#6`,
        dispatch: router,
      });
      expect(verdict).toMatchObject({
        subject: `${repository.fullName}#6`,
        outcome: 'acted',
        reason: 'dispatched',
        run: { id: run?.id, url: expect.stringContaining(`/actions/runs/${run?.id}`) },
      });
    });

    test('moves the items that its description closes', async () => {
      const repository = await arrange({ head: 'topic', body: 'Closes #5 and fixes #7.' });
      repository.addIssue({ number: 7, title: 'Sort by name', labels: ['Todo'] });
      await merge(repository, 6);
      expect([5, 7].map((number) => repository.issue(number).labels)).toEqual([['Merged'], ['Merged']]);
    });

    test('moves the item to done on a board without merged', async () => {
      const states = 'states: { backlog: Backlog, todo: Todo, in-progress: Doing, done: Done }';
      const config = `version: 1\nproject: web\nledger: off\nboard: { type: github-labels, ${states} }\nagents: { backlog-manager: {} }\n`;
      const repository = await arrange({ config, labels: ['Doing'] });
      await merge(repository, 6);
      expect(repository.issue(5).labels).toEqual(['Done']);
    });

    test('is dispatched all the same, without a comment, when the item is there already', async () => {
      const repository = await arrange({ labels: ['Merged'] });
      expect(await merge(repository, 6)).toMatchObject({ outcome: 'acted', reason: 'dispatched' });
      expect(repository.issue(5)).toMatchObject({ labels: ['Merged'], comments: [] });
    });

    test.each([['Backlog'], ['Planning']])(
      'leaves an item in %s, where a person pulled it back',
      async (label) => {
        const repository = await arrange({ labels: [label] });
        await merge(repository, 6);
        expect(repository.issue(5)).toMatchObject({ labels: [label], comments: [] });
      },
    );

    test('leaves an item with the labels of two stages', async () => {
      const repository = await arrange({ labels: ['In review', 'Todo'] });
      await merge(repository, 6);
      expect(repository.issue(5).labels.toSorted()).toEqual(['In review', 'Todo']);
    });

    test('moves the item, but starts nobody, where the triggers are off', async () => {
      const config = `version: 1
project: web
ledger: off
board: { type: github-labels }
agents: { backlog-manager: { triggers: { pull-request-merged: false, entered-merged: false } } }
`;
      const repository = await arrange({ config });
      expect(await merge(repository, 6)).toMatchObject({ outcome: 'acted', reason: 'moved' });
      expect(repository.issue(5).labels).toEqual(['Merged']);
      expect(repository.runs).toEqual([]);
    });

    test('starts the backlog-manager by the move that it causes, where only that is a trigger', async () => {
      const config = `version: 1
project: web
ledger: off
board: { type: github-labels }
agents: { backlog-manager: { triggers: { pull-request-merged: false } } }
`;
      const repository = await arrange({ config });
      await merge(repository, 6);
      expect(repository.runs.map(({ inputs }) => inputs['cause'])).toEqual([
        `entered-merged ${repository.fullName}#5`,
      ]);
    });
  });

  describe('a pull request that moves nothing', () => {
    test.each<[string, Arrangement, string]>([
      ['that nobody linked to an item', { head: 'topic', body: 'Tidies up.' }, 'not-linked'],
      ['into another branch', { base: 'release' }, 'not-default-branch'],
    ])('is one %s', async (_, arrangement, reason) => {
      const repository = await arrange(arrangement);
      expect(await merge(repository, 6)).toMatchObject({ outcome: 'skipped', reason });
      expectUntouched(repository);
    });

    test('is one that was closed unmerged', async () => {
      const repository = await arrange();
      await repository.act('PATCH', 'pulls/6', { state: 'closed' });
      expect(await repository.verdictOn('pull_request')).toMatchObject({
        outcome: 'skipped',
        reason: 'not-merged',
      });
      expectUntouched(repository);
    });

    function expectUntouched(repository: RoutedRepository): void {
      expect(repository.issue(5).labels).toEqual(['In review']);
      expect(repository.runs).toEqual([]);
    }
  });
});
