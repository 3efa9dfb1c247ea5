import { expect, test } from 'vitest';
import { withHome } from '../../../../src/core/config/config.ts';

const home = { owner: 'acme', repository: 'plans' };
const web = { owner: 'acme', repository: 'web' };

test('a home repository without items of its own comes before those that have them', () => {
  expect(withHome({ home, repositories: [web] })).toEqual([home, web]);
});

test('one that has items stays where it is, however it is written', () => {
  for (const repositories of [
    [web, home],
    [web, { owner: 'Acme', repository: 'PLANS' }],
  ])
    expect(withHome({ home, repositories })).toBe(repositories);
});
