import { describe, expect, test } from 'vitest';
import { moveItem } from '../../../src/boards/move-item.ts';
import { formatItemId } from '../../../src/core/item-id.ts';
import { idsOf, stateOf } from '../../contract/board-world.ts';
import { createGitHubProjectsWorld } from '../../contract/github-projects-world.ts';

describe('what the token cannot see', () => {
  test('is none of the project: cards of a hidden repository neither fill the capacity nor fail the reading', async () => {
    await using world = await createGitHubProjectsWorld();
    const secret = await world.sandbox.createRepository({ owner: 'acme', name: 'secret', private: true });
    const { number } = secret.addIssue({ title: 'Hidden' });
    world.project.addItem({ issue: `acme/secret#${number}`, state: 'In progress' });
    const id = world.addItem({ states: ['In progress'] });
    const { items } = await world.board.openSelection().read();
    expect(idsOf(items)).toEqual([formatItemId(id)]);
  });

  test('fails the reading where it is a repository of the project: its items might be in flight', async () => {
    await using world = await createGitHubProjectsWorld();
    world.addItem({ states: ['Backlog'], repository: 'api' });
    const permissions = { issues: 'read', organization_projects: 'write' } as const;
    const token = await world.mint(permissions, ['web']);
    await expect(world.boardOf({}, token).openSelection().read()).rejects.toMatchObject({
      reason: 'item-missing',
      message: expect.stringContaining('acme/api'),
    });
  });

  test('fails the reading where the token may not read issues: no card would show any', async () => {
    await using world = await createGitHubProjectsWorld();
    world.addItem({ states: ['In progress'] });
    const token = await world.mint({ contents: 'read', organization_projects: 'write' });
    await expect(world.boardOf({}, token).openSelection().read()).rejects.toMatchObject({
      reason: 'permission-missing',
    });
  });

  test('a project without the permission for projects: the error names an App', async () => {
    await using world = await createGitHubProjectsWorld();
    const id = world.addItem({ states: ['Backlog'] });
    const board = world.boardOf({}, await world.mint({ issues: 'write' }));
    const message = expect.stringContaining(
      "A workflow's own token reaches no project: give the action `app-client-id` and `app-private-key`",
    );
    await expect(board.readStates()).rejects.toMatchObject({ reason: 'permission-missing', message });
    await expect(board.read(id)).rejects.toMatchObject({ reason: 'permission-missing', message });
    await expect(board.list(['backlog'])).rejects.toMatchObject({ reason: 'permission-missing', message });
  });

  test('a write that only reading is allowed for moves nothing, and says what is needed', async () => {
    await using world = await createGitHubProjectsWorld();
    const item = world.addItem({ states: ['Backlog'] });
    const permissions = { issues: 'write', organization_projects: 'read' } as const;
    const board = world.boardOf({}, await world.mint(permissions));
    const result = await moveItem(board, {
      item,
      destination: stateOf('todo'),
      expected: [stateOf('backlog')],
    });
    expect(result).toMatchObject({ outcome: 'failed', reason: 'permission-missing' });
    expect(result.message).toContain('organization permission for projects is "Read and write"');
    expect(world.look(item).states).toEqual(['Backlog']);
  });

  test('a project that does not exist is said to be missing, and one of nobody too', async () => {
    await using world = await createGitHubProjectsWorld();
    for (const project of [{ number: 99 }, { owner: 'nobody' }]) {
      await expect(world.boardOf(project).readStates()).rejects.toMatchObject({ reason: 'board-missing' });
    }
  });
});
