import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  formatItemId,
  isSameItem,
  LOGIN,
  parseItemId,
  parseRepositoryName,
} from '../../../src/core/item-id.ts';

test('reads the canonical form, with blanks around it', () => {
  expect(parseItemId(' acme/web.site_2#538\n')).toEqual({
    owner: 'acme',
    repository: 'web.site_2',
    number: 538,
  });
});

test.each([
  '#538',
  '538',
  'WEB',
  'WEB-538',
  'web#538',
  'acme/web',
  'acme/web#',
  'acme/web#0',
  'acme/web#007',
  'acme/web#-1',
  'acme/web#1.5',
  'acme/web#12345678901',
  'acme/web#538 and more',
  'acme/web/x#538',
  '-acme/web#1',
  '_acme/web#1',
  'ac.me/web#1',
  'acme/web.git#1',
  'acme/Web.GIT#1',
  'acme/.git#1',
  'acme/web\u200b#1',
  '\u212Acme/web#1',
  'acme/.#1',
  'acme/..#1',
  `${'a'.repeat(40)}/web#1`,
  `acme/${'a'.repeat(101)}#1`,
  'https://github.com/acme/web/issues/538',
  '',
])('refuses %j', (text) => {
  expect(parseItemId(text)).toBeUndefined();
});

test.each([
  ['of an enterprise-managed user', 'mona_acme/web#1'],
  ['of the user who sets an enterprise up', 'ACME_admin/web#1'],
  ['with hyphens, of such a user', 'mona-lisa_acme/web#1'],
  ['of one character', 'a/b#1'],
  ['that ends with a hyphen, as old ones do', 'mona-/web#1'],
  ['whose repository begins with a dot', 'acme/.github#1'],
  ['whose repository has .git within', 'acme/web.github.io#1'],
  ['whose repository has two dots', 'acme/a..b#1'],
])('reads an item %s', (_, text) => {
  const id = parseItemId(text);
  expect(id && formatItemId(id)).toBe(text);
});

test('writes what it reads', () => {
  const id = fc.record({
    owner: fc.stringMatching(/^[a-zA-Z\d][\w-]{0,38}$/),
    repository: fc.stringMatching(/^[\w-][\w.-]{0,99}$/).filter((name) => !/\.git$/i.test(name)),
    number: fc.integer({ min: 1, max: 9_999_999_999 }),
  });
  fc.assert(
    fc.property(id, (one) => {
      expect(parseItemId(formatItemId(one))).toEqual(one);
    }),
  );
});

test('never reads a text that it would write differently', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const id = parseItemId(text);
      expect(id === undefined || formatItemId(id) === text.trim()).toBe(true);
    }),
  );
});

test('takes names that differ in case for one item, as GitHub does', () => {
  const id = { owner: 'acme', repository: 'web', number: 1 };
  expect(isSameItem(id, { owner: 'Acme', repository: 'WEB', number: 1 })).toBe(true);
  expect(isSameItem(id, { ...id, number: 2 })).toBe(false);
  expect(isSameItem(id, { ...id, owner: 'other' })).toBe(false);
});

test('reads the name of a repository, and nothing else', () => {
  expect(parseRepositoryName(' acme/web ')).toEqual({ owner: 'acme', repository: 'web' });
  for (const text of ['web', 'acme/', '/web', 'acme/web#1', 'acme/web/x', 'acme web', 'acme/web.git', '']) {
    expect(parseRepositoryName(text)).toBeUndefined();
  }
});

test('takes for a login what can be one', () => {
  for (const login of ['mona', 'Mona-Lisa', '4u', 'mona_acme']) expect(login).toMatch(LOGIN);
  for (const login of ['', '-mona', '_mona', '@mona', 'mona lisa', 'mona.l', 'a'.repeat(40)])
    expect(login).not.toMatch(LOGIN);
});
