import { describe, expect, test } from 'vitest';
import { moveItem } from '../../../src/boards/move-item.ts';
import type { Call } from '../../../src/sandbox/index.ts';
import { guardedMove, stateOf } from '../../contract/board-world.ts';
import { createGitHubProjectsWorld, type GitHubProjectsWorld } from '../../contract/github-projects-world.ts';
import { answeredIssue, answeredItem, answeredValue, boardAnswered } from './board-answers.ts';

describe('others at work', () => {
  test("GitHub's own automation that was faster is no error: the item is there already", async () => {
    await using world = await createGitHubProjectsWorld();
    world.project.setAutomations(true);
    const id = world.addItem({ states: ['In review'] });
    await asPerson(world, 'PATCH', `issues/${id.number}`, { state: 'closed' });
    await world.sandbox.idle();
    const expected = [stateOf('in-review'), stateOf('done')];
    const result = await moveItem(world.board, { item: id, destination: stateOf('done'), expected });
    expect(result).toMatchObject({ outcome: 'noop', reason: 'already-there', previousState: 'Done' });
    expect(world.look(id).states).toEqual(['Done']);
  });

  test('and on a board with a stage for merged items the merge goes on from Done', async () => {
    await using world = await createGitHubProjectsWorld();
    world.project.setAutomations(true);
    const id = world.addItem({ states: ['In review'] });
    await asPerson(world, 'PATCH', `issues/${id.number}`, { state: 'closed' });
    const expected = [stateOf('in-review'), stateOf('done')];
    const result = await moveItem(world.board, { item: id, destination: stateOf('merged'), expected });
    expect(result).toMatchObject({ outcome: 'moved', previousState: 'Done' });
  });

  test('a value that is not ours in the answer to our write is a failed move, and nothing is done about it', async () => {
    await using wire = await boardAnswered(answeredItem(answeredIssue('Backlog')), {
      data: { move0: { projectV2Item: answeredValue('In review') } },
    });
    const result = await moveItem(wire.board, {
      item: { owner: 'acme', repository: 'web', number: 538 },
      destination: stateOf('todo'),
      expected: [stateOf('backlog')],
    });
    expect(result).toMatchObject({
      outcome: 'failed',
      reason: 'state-changed',
      previousState: 'Backlog',
      message:
        'acme/web#538 was not moved to "Todo". GitHub answered that acme/web#538 has "In review" now, and not "Todo": somebody moved it at the same moment.',
    });
    expect(wire.requests).toHaveLength(2);
  });

  test('an answer to a write that cannot be read is looked up on the board', async () => {
    await using world = await createGitHubProjectsWorld();
    const id = world.addItem({ states: ['Backlog'] });
    world.sandbox.failField({ field: 'ProjectV2Item.fieldValueByName', match: isMove, times: 1 });
    expect(await guardedMove(world, id)).toMatchObject({ outcome: 'moved', previousState: 'Backlog' });
  });

  test('a card that leaves the board between read and write is not moved', async () => {
    await using world = await createGitHubProjectsWorld();
    const id = world.addItem({ states: ['Backlog'] });
    const write = world.sandbox.hold(isMove);
    const move = guardedMove(world, id);
    await write.reached;
    world.project.remove(world.cardOf(id));
    write.release();
    expect(await move).toMatchObject({ outcome: 'failed', reason: 'item-missing' });
  });

  test('a search that lags behind the board decides nothing: the card is looked at', async () => {
    await using world = await createGitHubProjectsWorld();
    const id = world.addItem({ states: ['Backlog'] });
    world.sandbox.lagItemSearch({ changes: 1 });
    await guardedMove(world, id);
    expect(await world.board.list(['backlog'])).toEqual([]);
  });

  test('two moves past their reads both succeed, until there is a ledger', async () => {
    await using world = await createGitHubProjectsWorld();
    const id = world.addItem({ states: ['Backlog'] });
    const writes = world.sandbox.hold(isMove);
    const moves = [guardedMove(world, id), guardedMove(world, id)];
    await world.sandbox.until(() => world.sandbox.calls.filter(isMove).length === 2);
    writes.release();
    const outcomes = (await Promise.all(moves)).map(({ outcome }) => outcome);
    expect(outcomes).toEqual(['moved', 'moved']);
  });
});

function isMove({ operationId }: Call): boolean {
  return operationId === 'graphql:mutation MoveCards';
}

async function asPerson(
  { sandbox }: GitHubProjectsWorld,
  method: string,
  path: string,
  body: unknown,
): Promise<void> {
  const { token } = sandbox.createPerson({ login: 'grace', access: { 'acme/web': 'write' } });
  const answer = await fetch(`${sandbox.apiUrl}/repos/acme/web/${path}`, {
    method,
    headers: { authorization: `token ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  expect(answer.ok).toBe(true);
}
