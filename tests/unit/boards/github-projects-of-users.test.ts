import { expect, test } from 'vitest';
import { STAGES } from '../../../src/core/stages.ts';
import { DEFAULT_STATE_NAMES } from '../../../src/core/states.ts';
import { createGitHubProjectsWorld } from '../../contract/github-projects-world.ts';

const mine = { owner: 'mona', number: 9 };

test("to an App's token a board of a user is missing, and the message says that no App reaches it", async () => {
  await using world = await createGitHubProjectsWorld();
  world.sandbox.createPerson({ login: 'mona', access: {} });
  const states = STAGES.map((stage) => DEFAULT_STATE_NAMES[stage]);
  world.sandbox.createProject({ ...mine, title: 'Mine', states });
  const token = await world.mint({ organization_projects: 'write', issues: 'read' });
  const item = world.addItem();
  for (const read of [
    (board = world.boardOf(mine, token)) => board.readStates(),
    (board = world.boardOf(mine, token)) => board.read(item),
    (board = world.boardOf(mine, token)) => board.openSelection().read(),
  ]) {
    await expect(read()).rejects.toMatchObject({
      reason: 'board-missing',
      message: expect.stringMatching(
        /: project 9 of mona is a project of a user, and GitHub shows it to no App and to no workflow's own token\. Give the action a personal token of that user/,
      ),
    });
  }
  await expect(world.boardOf({ number: 9 }, token).readStates()).rejects.toMatchObject({
    reason: 'board-missing',
    message: expect.not.stringContaining('a project of a user,'),
  });
});
