import { expect, test } from 'vitest';
import { isAmbiguous } from '../../../src/core/board-item.ts';
import type { States } from '../../../src/core/states.ts';

const backlog = { stage: 'backlog', name: 'Backlog' } as const;
const todo = { stage: 'todo', name: 'Todo' } as const;

test.each<[string, States, number | undefined, boolean]>([
  ['in no stage', [], undefined, false],
  ['in one stage', [backlog], undefined, false],
  ['in one stage, on one card', [backlog], 1, false],
  ['in two stages', [backlog, todo], undefined, true],
  ['in one stage, on two cards', [backlog], 2, true],
  ['in no stage, on two cards', [], 2, true],
])('where an item is that is %s is in doubt or not', (_, states, cards, expected) => {
  expect(isAmbiguous({ states, ...(cards !== undefined && { cards }) })).toBe(expected);
});
