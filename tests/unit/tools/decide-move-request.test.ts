import { expect, test } from 'vitest';
import { decideMoveRequest } from '../../../src/tools/decide-move-request.ts';
import { states } from './grants.ts';

const demanded = [{ from: 'backlog', to: 'todo', expectation: 'demanded' }] as const;
const optional = [
  { from: 'backlog', to: 'todo', expectation: 'optional' },
  { from: 'in-progress', to: 'todo', expectation: 'optional' },
] as const;
const [ideas, ready, doing] = states;

test.each(['Ready', ' ready ', 'todo', '47fc9ee4'])(
  'takes the destination as the board, the stage or the provider names it: %j',
  (destination) => {
    expect(decideMoveRequest({ destination, expectedSourceState: 'Ideas' }, demanded, states)).toEqual({
      kind: 'allowed',
      destination: ready,
      expected: [ideas],
    });
  },
);

test("names the board's own value where an expectation is demanded and missing", () => {
  const answer = decideMoveRequest({ destination: 'Ready' }, demanded, states);
  expect(answer).toMatchObject({ kind: 'failed', reason: 'expectation-missing' });
  expect(answer.kind === 'failed' && answer.message).toContain('expectedSourceState: "Ideas"');
  expect(answer.kind === 'failed' && answer.message).toContain('nothing was read or moved');
});

test('guards a move whose expectation may be left out by all sources that are allowed', () => {
  expect(decideMoveRequest({ destination: 'Ready' }, optional, states)).toEqual({
    kind: 'allowed',
    destination: ready,
    expected: [ideas, doing],
  });
});

test.each([
  [
    'a destination that is not allowed',
    { destination: 'Shipped', expectedSourceState: 'Ideas' },
    'tool-not-allowed',
  ],
  [
    'a source that is not allowed',
    { destination: 'Ready', expectedSourceState: 'Doing' },
    'tool-not-allowed',
  ],
  ['an unknown destination', { destination: 'Todo ', expectedSourceState: 'Ideas' }, 'unknown-state'],
  ['an unknown source', { destination: 'Ready', expectedSourceState: 'Backlog' }, 'unknown-state'],
])('refuses %s', (_, asked, reason) => {
  expect(decideMoveRequest(asked, demanded, states)).toMatchObject({ kind: 'failed', reason });
});

test('an agent without moves is told that it has none', () => {
  const answer = decideMoveRequest({ destination: 'Ready' }, [], states);
  expect(answer).toMatchObject({
    kind: 'failed',
    message: expect.stringContaining('You may move no items.'),
  });
});
