import { expect, test } from 'vitest';
import { possibleStages, resolveStates, type WantedState } from '../../../src/core/resolve-states.ts';

const options = ['Backlog', 'Ready', 'In Progress', 'Done'].map((name, index) => ({
  id: `id-${index}`,
  name,
}));

type Names = Partial<Record<WantedState['stage'], string>>;

function wanted(states: Names, flags: Partial<WantedState> = {}): WantedState[] {
  return Object.entries(states).map(([stage, name]) => ({
    stage: stage as WantedState['stage'],
    name,
    isOptional: false,
    isDefault: false,
    ...flags,
  }));
}

/** As a configuration without names asks for it. */
const byDefault = (states: Names) => wanted(states, { isOptional: true, isDefault: true });

test('an option is found by its id, and by its name in whatever case and blank', () => {
  const found = resolveStates(
    wanted({ backlog: 'BACKLOG', todo: ' ready ', 'in-progress': ' id-2 ', done: 'DONE' }),
    options,
  );
  expect(found).toEqual({
    kind: 'resolved',
    states: [
      { stage: 'backlog', name: 'Backlog', id: 'id-0' },
      { stage: 'todo', name: 'Ready', id: 'id-1' },
      { stage: 'in-progress', name: 'In Progress', id: 'id-2' },
      { stage: 'done', name: 'Done', id: 'id-3' },
    ],
  });
});

test('an option called like the key of a stage is that stage where no name is configured', () => {
  const keyed = [{ id: 'id-5', name: 'In-Progress' }];
  expect(resolveStates(byDefault({ 'in-progress': 'In progress' }), keyed)).toMatchObject({
    states: [{ stage: 'in-progress', id: 'id-5' }],
  });
});

test('and never takes the place of a configured one that is gone, whatever its letters', () => {
  for (const name of ['Todo', 'todo', ' TODO ']) {
    const foreign = [...options.filter((option) => option.name !== 'Ready'), { id: 'id-5', name }];
    for (const gone of ['Ready', 'id-1', '47fc9ee4']) {
      expect(resolveStates(wanted({ todo: gone }), foreign)).toMatchObject({
        kind: 'unresolved',
        problems: [{ kind: 'missing', wanted: { stage: 'todo', name: gone } }],
      });
      expect(possibleStages({ id: 'id-5', name }, wanted({ todo: gone }))).toEqual([]);
    }
  }
});

test('an id wins over a name: who names the id means the option, whatever others are called', () => {
  const both = [...options, { id: 'x', name: 'id-1' }];
  expect(resolveStates(wanted({ todo: 'id-1' }), both)).toMatchObject({ states: [{ id: 'id-1' }] });
});

test('an option whose letters differ in case from the id that is wanted is another one', () => {
  expect(resolveStates(wanted({ todo: 'ID-1' }), options)).toMatchObject({ kind: 'unresolved' });
});

test('two options of one name are refused, and named by their ids', () => {
  const twice = [...options, { id: 'id-9', name: 'ready' }];
  expect(resolveStates(wanted({ todo: 'Ready' }), twice)).toEqual({
    kind: 'unresolved',
    problems: [
      {
        kind: 'several',
        wanted: { stage: 'todo', name: 'Ready', isOptional: false, isDefault: false },
        options: [
          { id: 'id-1', name: 'Ready' },
          { id: 'id-9', name: 'ready' },
        ],
      },
    ],
  });
});

test('one of them is meant by its id', () => {
  const twice = [...options, { id: 'id-9', name: 'ready' }];
  expect(resolveStates(wanted({ todo: 'id-9' }), twice)).toMatchObject({
    kind: 'resolved',
    states: [{ id: 'id-9' }],
  });
});

test('an option that is gone is a problem, unless nobody asked for the stage by name', () => {
  expect(resolveStates(wanted({ 'in-review': 'In review' }), options)).toMatchObject({
    kind: 'unresolved',
    problems: [{ kind: 'missing' }],
  });
  expect(resolveStates(byDefault({ 'in-review': 'In review' }), options)).toEqual({
    kind: 'resolved',
    states: [],
  });
});

test('two stages that mean one option are refused', () => {
  expect(resolveStates(wanted({ backlog: 'Backlog', todo: 'id-0' }), options)).toMatchObject({
    kind: 'unresolved',
    problems: [{ kind: 'shared', stages: ['backlog', 'todo'], option: { id: 'id-0' } }],
  });
});

test('an option alone may be any stage whose name, id or key it has', () => {
  const states = byDefault({ backlog: 'Ideas', todo: 'backlog', done: 'Done' });
  expect(possibleStages({ id: 'x', name: 'Backlog' }, states)).toEqual(['backlog', 'todo']);
  expect(possibleStages({ id: 'x', name: 'Someday' }, states)).toEqual([]);
});
