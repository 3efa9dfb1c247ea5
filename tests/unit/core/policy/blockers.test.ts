import { expect, test } from 'vitest';
import { blockers, type Dependency } from '../../../../src/core/policy/blockers.ts';

const id = { owner: 'acme', repository: 'web', number: 538 };
const resolved: Dependency = { kind: 'resolved', id };
const unfinished: Dependency = { kind: 'unfinished', id, title: 'Parser' };
const unreadable: Dependency = { kind: 'unreadable', id: { ...id, number: 9 } };

test('an item without dependencies is ready', () => {
  expect(blockers({ dependencies: [], counted: 0, listed: 0 })).toEqual([]);
});

test('an item whose dependencies are finished is ready', () => {
  expect(blockers({ dependencies: [resolved], counted: 1, listed: 1 })).toEqual([]);
});

test('what is not finished blocks, and is named', () => {
  expect(blockers({ dependencies: [resolved, unfinished], counted: 0, listed: 0 })).toEqual([
    'acme/web#538 is not finished',
  ]);
});

test('what cannot be read blocks', () => {
  expect(blockers({ dependencies: [unreadable], counted: 0, listed: 0 })).toEqual([
    'acme/web#9 cannot be read: it does not exist, or this token cannot see it',
  ]);
});

test('what does not exist does not block: nobody could finish it', () => {
  const missing: Dependency = { kind: 'missing', id };
  expect(blockers({ dependencies: [missing], counted: 0, listed: 0 })).toEqual([]);
});

test('blockers that GitHub counts but does not show block', () => {
  expect(blockers({ dependencies: [resolved], counted: 3, listed: 1 })).toEqual([
    '2 blocking issues that this token cannot see',
  ]);
  expect(blockers({ dependencies: [], counted: 1, listed: 0 })).toEqual([
    '1 blocking issue that this token cannot see',
  ]);
});

test('a list that grew since the count hides nothing', () => {
  expect(blockers({ dependencies: [resolved], counted: 0, listed: 1 })).toEqual([]);
});
