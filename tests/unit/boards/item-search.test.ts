import { expect, test } from 'vitest';
import { covers, itemSearch } from '../../../src/boards/github-projects/item-search.ts';

const web = { owner: 'acme', repository: 'web' };
const states = [
  { stage: 'backlog', name: 'Backlog' },
  { stage: 'todo', name: 'Up next, please' },
  { stage: 'done', name: 'Done' },
] as const;
const names = { owner: 'acme', number: 7, field: ' Delivery  Stage ', states };

test('asks for open issues of the repositories of the project alone, in the stages that are wanted', () => {
  const repositories = [web, { ...web, repository: 'api' }];
  expect(itemSearch({ repositories }, names, ['backlog', 'todo'])).toBe(
    'delivery-stage:"Backlog","Up next, please" is:issue is:open repo:acme/web,acme/api',
  );
});

test.each([
  ['an option', { ...names, states: [{ stage: 'backlog', name: 'The "backlog"' }] as const }],
  ['the field', { ...names, field: 'The "stage"' }],
])('a double quote in the name of %s is refused', (_, odd) => {
  expect(() => itemSearch({ repositories: [web] }, odd, ['backlog'])).toThrow('because of the quote');
});

test('a search by other names than those of now covers them where it asked for all of these', () => {
  const renamed = [{ stage: 'backlog', name: 'Ideas' }, states[1]] as const;
  expect(covers(states, renamed, ['todo'])).toBe(true);
  expect(covers(states, renamed, ['backlog', 'todo'])).toBe(false);
  expect(covers(states, states.slice(1), ['backlog', 'todo'])).toBe(true);
});
