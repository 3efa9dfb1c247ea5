import { expect, test } from 'vitest';
import { formatItemId } from '../../../src/core/item-id.ts';
import { candidates } from '../../../src/core/policy/select.ts';
import { createGitHubProjectsWorld } from '../../contract/github-projects-world.ts';

test('looks up what a later page names, and nothing of the earlier ones again', async () => {
  await using world = await createGitHubProjectsWorld();
  const [first, second] = [world.addItem(), world.addItem()].map(formatItemId);
  for (let count = 0; count < 100; count += 1) {
    world.addItem({ states: ['Backlog'], body: `After ${first}` });
  }
  const id = world.addItem({ states: ['Backlog'], body: `After ${first} and ${second}` });
  const selection = world.board.openSelection();
  const [oldest] = candidates((await selection.read()).items);
  if (oldest) await selection.dependenciesOf(oldest);
  const item = (await selection.readOn())?.items.find((one) => formatItemId(one.id) === formatItemId(id));
  if (!item) throw new Error('the second page shows it');
  expect(await selection.dependenciesOf(item)).toMatchObject({
    dependencies: [{ kind: 'unfinished' }, { kind: 'unfinished' }],
  });
  const lookUps = world.sandbox.calls.filter(({ operationId }) => operationId.endsWith('LookUpIssues'));
  expect(lookUps.map(({ params }) => [params['number0'], params['number1']])).toEqual([
    [Number(first?.split('#')[1]), undefined],
    [Number(second?.split('#')[1]), undefined],
  ]);
});

test('looks nothing up that the board has shown, and nothing twice', async () => {
  await using world = await createGitHubProjectsWorld();
  const moving = world.addItem({ states: ['In progress'] });
  world.addItem({ states: ['Backlog'], body: `After ${formatItemId(moving)}` });
  const selection = world.board.openSelection();
  const [item] = candidates((await selection.read()).items);
  if (!item) throw new Error('no candidate');
  expect(await selection.dependenciesOf(item)).toMatchObject({
    dependencies: [{ kind: 'unfinished', id: moving }],
  });
  await selection.dependenciesOf(item);
  expect(world.operations()).toEqual(['graphql:query BoardSurvey']);
});

test('a blocker that the token cannot see leaves a difference, which blocks', async () => {
  await using world = await createGitHubProjectsWorld();
  const secret = await world.sandbox.createRepository({ owner: 'acme', name: 'secret', private: true });
  const hidden = secret.addIssue({ title: 'x' });
  const closed = world.addItem({ open: false });
  const { number } = world.web.addIssue({
    title: 'x',
    blockedBy: [`acme/secret#${hidden.number}`, closed.number],
  });
  world.project.addItem({ issue: `acme/web#${number}`, state: 'Backlog' });
  const selection = world.board.openSelection();
  const { items } = await selection.read();
  const [item] = candidates(items);
  if (!item) throw new Error('no candidate');
  expect(await selection.dependenciesOf(item)).toEqual({ dependencies: [], counted: 1, listed: 0 });
});

test('a pull request that the text names is unfinished while it is open', async () => {
  await using world = await createGitHubProjectsWorld();
  const { number } = await world.web.addPullRequest({ title: 'x', head: 'topic', files: { x: 'x' } });
  world.addItem({ states: ['Backlog'], body: `Needs #${number} and #99999999999` });
  const selection = world.board.openSelection();
  const [item] = candidates((await selection.read()).items);
  if (!item) throw new Error('no candidate');
  expect(await selection.dependenciesOf(item)).toMatchObject({ dependencies: [{ kind: 'unfinished' }] });
});

test.each([
  ['in a repository that is not part of the project', 'docs', ['Done']],
  ['with two cards, even if both are done', 'web', ['Done', 'Done']],
] as const)('an open issue %s is not finished', async (_, repository, states) => {
  await using world = await createGitHubProjectsWorld();
  await world.sandbox
    .createRepository({ owner: 'acme', name: 'docs' })
    .then((docs) => docs.addIssue({ title: 'x' }));
  const { number } = repository === 'web' ? world.web.addIssue({ title: 'x' }) : { number: 1 };
  const issue = `acme/${repository}#${number}`;
  for (const state of states) world.project.addItem({ issue, state, evenIfThere: true });
  world.addItem({ states: ['Backlog'], body: `After ${issue}` });
  const selection = world.board.openSelection();
  const [item] = candidates((await selection.read()).items);
  if (!item) throw new Error('no candidate');
  expect(await selection.dependenciesOf(item)).toMatchObject({ dependencies: [{ kind: 'unfinished' }] });
});
