import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { STAGES } from '../../../src/core/stages.ts';
import {
  DEFAULT_STATE_NAMES,
  inPipelineOrder,
  isSameName,
  matchState,
  mergedState,
  type States,
  stateOf,
} from '../../../src/core/states.ts';

const states: States = [
  { stage: 'backlog', name: 'Icebox', id: 'f75ad846' },
  { stage: 'todo', name: 'Ready', id: '47fc9ee4' },
  { stage: 'in-progress', name: 'In progress', id: '98236657' },
  { stage: 'done', name: 'Done', id: '5a1c0e22' },
];

test.each([
  ['the id of the provider', '47fc9ee4', 'todo'],
  ['the id with blanks around it', ' 47fc9ee4\n', 'todo'],
  ['the name of the state', 'Ready', 'todo'],
  ['the key of the stage', 'todo', 'todo'],
  ['the key with blanks around it', ' todo\n', 'todo'],
  ['a name in other case', 'rEADY', 'todo'],
  ['a key in other case, which is no usual name', 'IN-Progress', 'in-progress'],
  ['a name with blanks around it', '  In progress\n', 'in-progress'],
])('finds a state by %s', (_, text, stage) => {
  expect(matchState(text, states)).toMatchObject({ kind: 'one', state: { stage } });
});

test.each(['', ' ', 'Rea', 'Ready!', 'in review', 'merged', 'Todo', 'TODO', 'Backlog'])(
  'finds nothing for %j',
  (text) => {
    expect(matchState(text, states)).toEqual({ kind: 'none' });
  },
);

test('prefers a name to a stage key, so that a board may call its backlog "todo"', () => {
  const odd: States = [
    { stage: 'backlog', name: 'todo' },
    { stage: 'todo', name: 'Next' },
  ];
  expect(matchState('Todo', odd)).toMatchObject({ state: { stage: 'backlog' } });
});

test('prefers an id to a name', () => {
  const odd: States = [
    { stage: 'backlog', name: 'x', id: 'Done' },
    { stage: 'done', name: 'Done' },
  ];
  expect(matchState('Done', odd)).toMatchObject({ state: { stage: 'backlog' } });
});

test('reports two matches instead of choosing one', () => {
  const twice: States = [
    { stage: 'todo', name: 'Ready' },
    { stage: 'in-review', name: 'ready ' },
  ];
  expect(matchState('Ready', twice)).toEqual({ kind: 'several', states: twice });
});

test('finds each default state by its name and by its key', () => {
  const defaults = STAGES.map((stage) => ({ stage, name: DEFAULT_STATE_NAMES[stage] }));
  for (const stage of STAGES) {
    expect(matchState(DEFAULT_STATE_NAMES[stage], defaults)).toMatchObject({ kind: 'one', state: { stage } });
    expect(matchState(stage, defaults)).toMatchObject({ kind: 'one', state: { stage } });
  }
});

test('finds a state however its name is spaced and cased', () => {
  const blank = fc.constantFrom('', ' ', '\t', '\n  ');
  fc.assert(
    fc.property(fc.constantFrom(...states), blank, blank, fc.boolean(), (state, before, after, upper) => {
      const name = upper ? state.name.toUpperCase() : state.name.toLowerCase();
      expect(matchState(before + name + after, states)).toEqual({ kind: 'one', state });
    }),
  );
});

test('compares names trimmed and without regard to case', () => {
  expect(isSameName(' Todo ', 'tODO')).toBe(true);
  expect(isSameName('To do', 'Todo')).toBe(false);
  // Two names, of which only capitals would make one.
  expect(isSameName('Straße', 'Strasse')).toBe(false);
});

test('looks a stage up, or says that the board lacks it', () => {
  expect(stateOf('done', states)?.name).toBe('Done');
  expect(stateOf('merged', states)).toBeUndefined();
});

test('sends merged items to merged, and to done on a board without it', () => {
  const merged = { stage: 'merged', name: 'Shipped' } as const;
  expect(mergedState([...states, merged])).toEqual(merged);
  expect(mergedState(states)?.stage).toBe('done');
});

test('orders states as the pipeline does and leaves the given list alone', () => {
  const reversed = [...states].reverse();
  expect(inPipelineOrder(reversed)).toEqual(states);
  expect(reversed[0]?.stage).toBe('done');
});
