import { expect, test } from 'vitest';
import { moveCards } from '../../../../src/github/projects/move-cards.ts';
import { readProjectLayout } from '../../../../src/github/projects/project-layout.ts';
import { createGitHubProjectsWorld } from '../../../contract/github-projects-world.ts';

test('a write answers with the value that the card then has, and with the time at which it was set', async () => {
  await using world = await createGitHubProjectsWorld();
  const name = { owner: 'acme', number: 7 };
  const card = world.cardOf(world.addItem({ states: ['Backlog'] }));
  const { id: project, fields } = await readProjectLayout(world.github, name);
  const [field] = fields;
  if (!field) throw new Error('no field');
  const option = world.optionId('Todo');
  const ended = await moveCards(world.github, {
    name,
    project,
    field,
    moves: [{ card, option }],
    doing: 'move it',
  });
  const updatedAt = world.project.item(card).stateSetAt;
  expect(ended).toEqual([{ kind: 'done', value: { optionId: option, name: 'Todo', updatedAt } }]);
});
