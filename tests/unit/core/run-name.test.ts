import { expect, test } from 'vitest';
import { dispatchOfRunName, parseRunName } from '../../../src/core/run-name.ts';

test.each([
  ['splitting · acme/web#537 · manual', { agent: 'splitting', subject: 'acme/web#537' }],
  ['gpt4-review · web · a1b2', { agent: 'gpt4-review', subject: 'web' }],
  ['backlog-manager · web · a1b2', { agent: 'backlog-manager', subject: 'web' }],
  ['  implementation · acme/web#538 · manual ', { agent: 'implementation', subject: 'acme/web#538' }],
])('reads %j', (title, expected) => {
  expect(parseRunName(title)).toEqual(expected);
});

test.each([
  '',
  'Build and test',
  'splitting',
  'splitting · acme/web#537',
  'splitting - acme/web#537 - manual',
  'Splitting · acme/web#537 · manual',
  'splitting · two words · manual',
  'splitting · acme/web#537 · manual · more',
])('takes %j for no run of an agent', (title) => {
  expect(parseRunName(title)).toBeUndefined();
});

test.each([
  ['implementation · acme/web#538 · implementation:acme/web#538:17', 'implementation:acme/web#538:17'],
  [' backlog-manager · web · manual\n', 'manual'],
])('what a run was dispatched with stands third: %j', (title, dispatch) => {
  expect(dispatchOfRunName(title)).toBe(dispatch);
});

test('another title tells of no dispatch', () => {
  expect(dispatchOfRunName('Build and test')).toBeUndefined();
});
