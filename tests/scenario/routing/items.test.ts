import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { label, ROUTINGS, type RoutingWorld, unlabel } from './routing-world.ts';

const disabled = `version: 1
isolation: none
project: web
ledger: off
board: { type: github-labels }
agents:
  backlog-manager: { triggers: { entered-backlog: false, entered-merged: false } }
  implementation: { engine: command, command: 'true', triggers: { entered-todo: false } }
`;

const nobody =
  'version: 1\nisolation: none\nproject: web\nledger: off\nboard: { type: github-labels }\nagents: {}\n';

describe.each(ROUTINGS)('with the $router as router', ({ router, start }) => {
  let world: RoutingWorld;

  beforeAll(async () => {
    world = await start();
  });

  afterAll(() => world[Symbol.asyncDispose]());

  describe('an item that enters a stage', () => {
    test.each([
      ['Backlog', 'backlog'],
      ['Merged', 'merged'],
    ])("%s starts the project's backlog-manager, without the item", async (name, stage) => {
      const repository = await world.repository();
      repository.addIssue({ number: 538, title: 'Sort by date' });
      const verdict = await label(repository, 538, name);
      expect(repository.runs.map(({ inputs }) => inputs)).toEqual([
        {
          project: 'web',
          agent: 'backlog-manager',
          item: '',
          cause: `entered-${stage} ${repository.fullName}#538`,
          dispatch: router,
        },
      ]);
      expect(verdict).toMatchObject({
        subject: `${repository.fullName}#538`,
        outcome: 'acted',
        reason: 'dispatched',
        run: { id: repository.runs[0]?.id },
      });
    });

    test('todo starts the implementation of that item', async () => {
      const repository = await world.repository();
      repository.addIssue({ number: 538, title: 'Sort by date' });
      await label(repository, 538, 'Todo');
      expect(repository.runs.map(({ inputs }) => inputs)).toEqual([
        {
          project: 'web',
          agent: 'implementation',
          item: `${repository.fullName}#538`,
          cause: `entered-todo ${repository.fullName}#538`,
          dispatch: router,
        },
      ]);
    });

    test('starts its agent once in a move of two steps: when the label of the old stage has gone', async () => {
      const repository = await world.repository();
      repository.addIssue({ number: 538, title: 'Sort by date', labels: ['Backlog'] });
      expect(await label(repository, 538, 'Todo')).toMatchObject({
        outcome: 'skipped',
        reason: 'state-ambiguous',
      });
      expect(await unlabel(repository, 538, 'Backlog')).toMatchObject({
        outcome: 'acted',
        reason: 'dispatched',
      });
      expect(repository.runs).toMatchObject([{ inputs: { agent: 'implementation' } }]);
    });

    test('is understood by the name that its board has for the stage', async () => {
      const config = `version: 1
isolation: none
project: web
ledger: off
board: { type: github-labels, states: { backlog: Ideas, todo: Ready, in-progress: Doing, done: Done } }
agents: { implementation: { engine: command, command: 'true' } }
`;
      const repository = await world.repository({ config });
      repository.addIssue({ number: 538, title: 'Sort by date' });
      expect(await label(repository, 538, 'Todo')).toMatchObject({ reason: 'not-a-stage' });
      expect(await label(repository, 538, 'ready')).toMatchObject({ reason: 'dispatched' });
    });
  });

  describe('a label that starts nobody', () => {
    test.each([
      ['is no stage', 'bug', undefined, 'not-a-stage'],
      ['is a stage without an agent', 'In review', undefined, 'no-trigger'],
      ['is a stage whose trigger is off', 'Backlog', disabled, 'agent-disabled'],
      ['is a stage whose trigger is off', 'Merged', disabled, 'agent-disabled'],
      ['is a stage whose trigger is off', 'Todo', disabled, 'agent-disabled'],
      ['is a stage whose agent is not configured', 'Todo', nobody, 'agent-disabled'],
    ])('%s (%s)', async (_, name, config, reason) => {
      const repository = await world.repository(config === undefined ? {} : { config });
      repository.addIssue({ number: 538, title: 'Sort by date' });
      expect(await label(repository, 538, name)).toMatchObject({ outcome: 'skipped', reason });
      expect(repository.runs).toEqual([]);
    });
  });
});
