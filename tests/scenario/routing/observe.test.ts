import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CONFIG } from '../app/fixture.ts';
import { label, merge, ROUTINGS, type RoutingWorld } from './routing-world.ts';

describe.each(ROUTINGS)('with the $router as router', ({ start }) => {
  let world: RoutingWorld;

  beforeAll(async () => {
    world = await start();
  });

  afterAll(() => world[Symbol.asyncDispose]());

  describe('a project that only observes', () => {
    const config = `${CONFIG}mode: observe\n`;

    test('says of a label whom it would start, and starts nobody', async () => {
      const repository = await world.repository({ config });
      repository.addIssue({ number: 538, title: 'Sort by date' });
      const verdict = await label(repository, 538, 'Todo');
      expect(verdict).toMatchObject({ outcome: 'skipped', reason: 'observed' });
      expect(verdict.said).toContain(`would be started because of entered-todo ${repository.fullName}#538.`);
      expect(repository.runs).toEqual([]);
    });

    test('says of a merge what it would move and whom it would start, and writes nothing', async () => {
      const repository = await world.repository({ config });
      const { fullName } = repository;
      repository.addIssue({ number: 5, title: 'Sort by date', labels: ['In review'] });
      repository.addIssue({ number: 7, title: 'Sort by name', labels: ['Backlog'] });
      const body = 'Closes #5, closes #7';
      await repository.addPullRequest({ number: 6, title: 'Sort', body, head: 'topic', files: { a: 'b' } });
      const verdict = await merge(repository, 6);
      expect(verdict).toMatchObject({ outcome: 'skipped', reason: 'observed' });
      expect(verdict.said).toContain(
        `${fullName}#5 would be moved from "In review" to "Merged". ` +
          `backlog-manager would be started because of pull-request-merged ${fullName}#6.`,
      );
      expect(repository.issue(5)).toMatchObject({ labels: ['In review'], comments: [] });
      expect(repository.issue(7)).toMatchObject({ labels: ['Backlog'], comments: [] });
      expect(repository.runs).toEqual([]);
    });
  });
});
