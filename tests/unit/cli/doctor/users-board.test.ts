import { expect, test } from 'vitest';
import { arrangeDoctor, CONFIG, WORKFLOW } from './doctor-world.ts';

const STATES = ['Splitting', 'Planning', 'Backlog', 'Todo', 'In progress', 'In review', 'Done', 'Merged'];
const APP_WORKFLOW = WORKFLOW.replace(
  '          token: ${{ github.token }}\n',
  '          app-client-id: ${{ vars.ID }}\n          app-private-key: ${{ secrets.KEY }}\n',
);

/** A board of an owner whom the person of the doctor's token is, or works for. */
async function found(owner: string, { router = 'workflow', workflow = WORKFLOW } = {}) {
  const board = `{ type: github-projects, owner: ${owner}, number: 7 }\nrouter: ${router}`;
  await using world = await arrangeDoctor({
    config: CONFIG.replace('{ type: github-labels }', board),
    workflow,
  });
  world.sandbox.createProject({ owner, number: 7, title: 'Board', states: STATES });
  return await world.found('board');
}

const beyond = (who: string) => ({
  level: 'error',
  message: `Project 7 belongs to the user mona. GitHub shows it to no App, and ${who}: everything that reads the board fails (\`board-missing\`).`,
});

test('a board of a user is an error where the agents work with tokens of an App', async () => {
  expect(await found('mona', { workflow: APP_WORKFLOW })).toMatchObject([
    { level: 'ok' },
    beyond(".github/workflows/interlock.yml works with an App's tokens"),
  ]);
});

test('a board of a user is an error where the app answers events', async () => {
  expect(await found('mona', { router: 'app' })).toMatchObject([
    { level: 'ok' },
    beyond("the app (`router: app`) works with an App's tokens"),
  ]);
});

test('a board of a user is worth a warning with a personal token: Interlock does not hear of drags', async () => {
  expect(await found('mona')).toMatchObject([
    { level: 'ok' },
    { level: 'warning', message: expect.stringContaining('Interlock does not hear that a card was dragged') },
  ]);
});

test('of a board of an organization nothing more is said', async () => {
  expect(await found('acme', { workflow: APP_WORKFLOW })).toMatchObject([{ level: 'ok' }]);
});
