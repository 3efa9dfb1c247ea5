import { expect, test } from 'vitest';
import { parseConfig } from '../../../../src/core/config/parse-config.ts';

const home = { owner: 'acme', repository: 'web' };

function parse(board: string) {
  return parseConfig(`version: 1\nproject: web\nboard: ${board}\nagents: {}\n`, home);
}

function boardOf(board: string) {
  const parsed = parse(board);
  if (parsed.kind === 'invalid') throw new Error(parsed.message);
  return parsed.config.board;
}

test('a project needs owner and number; its field is Status, and its stages are the default ones that it has', () => {
  expect(boardOf('{ type: github-projects, owner: acme, number: 7 }')).toEqual({
    type: 'github-projects',
    owner: 'acme',
    number: 7,
    field: 'Status',
    states: [
      { stage: 'splitting', name: 'Splitting', isOptional: true, isDefault: true },
      { stage: 'planning', name: 'Planning', isOptional: true, isDefault: true },
      { stage: 'backlog', name: 'Backlog', isOptional: false, isDefault: true },
      { stage: 'todo', name: 'Todo', isOptional: false, isDefault: true },
      { stage: 'in-progress', name: 'In progress', isOptional: false, isDefault: true },
      { stage: 'in-review', name: 'In review', isOptional: true, isDefault: true },
      { stage: 'done', name: 'Done', isOptional: false, isDefault: true },
      { stage: 'merged', name: 'Merged', isOptional: true, isDefault: true },
    ],
  });
});

test('may be owned by an enterprise-managed user', () => {
  expect(boardOf('{ type: github-projects, owner: mona_acme, number: 7 }')).toMatchObject({
    owner: 'mona_acme',
  });
});

test('every stage that the file names has to be there', () => {
  const board = boardOf(
    '{ type: github-projects, owner: acme, number: 7, field: PVTSSF_x, states: { backlog: f75ad846, todo: " Ready ", in-progress: Doing, in-review: "In review, please", done: Done } }',
  );
  expect(board).toMatchObject({
    field: 'PVTSSF_x',
    states: [
      { stage: 'backlog', name: 'f75ad846', isOptional: false, isDefault: false },
      { stage: 'todo', name: 'Ready', isOptional: false, isDefault: false },
      { stage: 'in-progress', name: 'Doing', isOptional: false, isDefault: false },
      { stage: 'in-review', name: 'In review, please', isOptional: false, isDefault: false },
      { stage: 'done', name: 'Done', isOptional: false, isDefault: false },
    ],
  });
});

test.each([
  ['{ type: github-projects, number: 7 }', 'board.owner: found nothing, expected text'],
  ['{ type: github-projects, owner: acme }', 'board.number: found nothing, expected a number'],
  ['{ type: github-projects, owner: acme, number: 0 }', 'board.number: found 0, expected at least 1'],
  [
    '{ type: github-projects, owner: acme/web, number: 7 }',
    'board.owner: found "acme/web", expected the name of an organization or user',
  ],
  [
    `{ type: github-projects, owner: acme, number: 7, states: { backlog: 'a"b', todo: b, in-progress: c, done: d } }`,
    String.raw`board.states.backlog: found "a\"b", expected a name without a double quote; the id of the option will do`,
  ],
  [
    '{ type: github-projects, owner: acme, number: 7, states: { backlog: a, todo: b, in-progress: c } }',
    'board.states: found a mapping, expected a name for each of backlog, todo, in-progress, done; the other stages may be left out',
  ],
  [
    '{ type: github-projects, owner: acme, number: 7, field: 12 }',
    'board.field: found 12, which YAML reads as a number, expected text: put it in quotes',
  ],
  ['{ type: github-labels, owner: acme }', 'board.owner: found an unknown key, expected none of that name'],
])('%s is refused', (board, problem) => {
  expect(parse(board)).toEqual({ kind: 'invalid', message: `.github/interlock.yml: ${problem}` });
});

test.each([
  ['98236657', 'a number'],
  ['12e45678', 'a number'],
  ['0012', 'a number'],
  ['0x1F', 'a number'],
  ['true', 'true or false'],
  ['~', 'nothing'],
])('an option named %s without quotes is shown as it is written, and wants them', (id, kind) => {
  const states = `{ backlog: a, todo: b, in-progress: c, done: ${id} }`;
  expect(parse(`{ type: github-projects, owner: acme, number: 7, states: ${states} }`)).toEqual({
    kind: 'invalid',
    message: `.github/interlock.yml: board.states.done: found ${id}, which YAML reads as ${kind}, expected text: put it in quotes`,
  });
});
