import { execFileSync } from 'node:child_process';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  branchName,
  foldersOf,
  itemOfBranch,
  ledgerBranchName,
  projectOfBranch,
} from '../../../src/core/branch-name.ts';

const web = { owner: 'acme', repository: 'web' };
const api = { owner: 'acme', repository: 'api-2' };

test('names the branch after the project and the item', () => {
  expect(branchName('shop', { ...web, number: 538 })).toBe('interlock/shop/web-538');
});

test('gives one item one branch, however its repository is written', () => {
  expect(branchName('shop', { owner: 'Acme', repository: 'WEB', number: 538 })).toBe(
    branchName('shop', { ...web, number: 538 }),
  );
});

test('leads back to the item, also where the name of its repository holds dashes and digits', () => {
  const repository = fc.constantFrom(web, api, { owner: 'acme', repository: 'Docs.v2-3' });
  fc.assert(
    fc.property(repository, fc.integer({ min: 1, max: 1e9 }), (one, number) => {
      const branch = branchName('shop', { ...one, number });
      expect(itemOfBranch(branch, 'shop', [web, api, { owner: 'acme', repository: 'Docs.v2-3' }])).toEqual({
        ...one,
        number,
      });
    }),
  );
});

test.each(['.github', '..x', 'a..b', 'a...b', '-x', 'a.', 'x.lock', '_', 'Docs.v2-3', 'a.git.b'])(
  'gives an item of the repository %s a branch that git takes, and finds the item by it',
  (repository) => {
    const item = { owner: 'acme', repository, number: 7 };
    const branch = branchName('shop', item);
    execFileSync('git', ['check-ref-format', '--branch', branch]);
    expect(itemOfBranch(branch, 'shop', [web, { owner: 'acme', repository }])).toEqual(item);
  },
);

test('stands in folders, none of which can be a branch beside it', () => {
  expect(foldersOf('interlock/shop/web-538')).toEqual(['interlock', 'interlock/shop']);
  expect(foldersOf('main')).toEqual([]);
});

test.each([
  ['of another project', 'interlock/other/web-538'],
  ['of a project whose key is as long', 'interlock/shot/web-538'],
  ['of a project whose key begins alike', 'interlock/shop-2/web-538'],
  ['of a person', 'feature/web-538'],
  ['below another folder', 'x/interlock/shop/web-538'],
  ['of a repository that is not in the project', 'interlock/shop/docs-538'],
  ['without a number', 'interlock/shop/web'],
  ['with a number that is none', 'interlock/shop/web-0'],
  ['with a word in place of the number', 'interlock/shop/web-NaN'],
])('is nobody’s branch: %s', (_, branch) => {
  expect(itemOfBranch(branch, 'shop', [web, api])).toBeUndefined();
});

test('is ambiguous, and so nobody’s, where two owners have a repository of that name', () => {
  const fork = { owner: 'other', repository: 'web' };
  expect(itemOfBranch('interlock/shop/web-538', 'shop', [web, fork])).toBeUndefined();
});

test.each([
  ['interlock/shop/web-538', 'shop'],
  ['interlock/other-2/web-538', 'other-2'],
])('%s is the item’s branch in the project %s', (branch, project) => {
  expect(projectOfBranch(branch, { owner: 'acme', repository: 'Web', number: 538 })).toBe(project);
});

test.each([
  ['of another item', 'interlock/shop/web-53'],
  ['of another repository', 'interlock/shop/api-538'],
  ['of another folder', 'feature/shop/web-538'],
  ['below another folder', 'x/interlock/shop/web-538'],
  ['with a folder more', 'interlock/shop/x/web-538'],
  ['with more behind it', 'interlock/shop/web-538/x'],
  ['without a project', 'interlock//web-538'],
  ['without folders', 'main'],
])('is the item’s in no project: %s', (_, branch) => {
  expect(projectOfBranch(branch, { ...web, number: 538 })).toBeUndefined();
});

test('keeps the ledger out of the folder of the items’ branches, where git could not have both', () => {
  expect(ledgerBranchName('shop')).toBe('interlock-ledger/shop');
  expect(foldersOf(ledgerBranchName('shop'))).not.toContain('interlock');
});
