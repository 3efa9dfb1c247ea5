import { expect, test } from 'vitest';
import { dispatchKey, entryOfKey } from '../../../../src/core/ledger/ledger-state.ts';

test.each([
  ['implementation', 'acme/web#538', 17, 'implementation:acme/web#538:17'],
  ['backlog-manager', null, 2, 'backlog-manager:project:2'],
] as const)('%s, %s and entry %i have one key, which leads back to the entry', (agent, item, seq, key) => {
  expect(dispatchKey({ agent, item }, seq)).toBe(key);
  expect(entryOfKey(key)).toBe(seq);
});

test.each([
  '',
  'manual',
  'workflow-17',
  'implementation:acme/web#538',
  'implementation:acme/web#538:',
  'implementation:acme/web#538:0',
  'implementation:acme/web#538:x17',
  'implementation:acme/web#538:17x',
  'implementation:acme/web#538:17 ',
  ' implementation:acme/web#538:17',
  'the implementation:acme/web#538:17',
  'Implementation:acme/web#538:17',
  'implementation:acme/web 538:17',
  `implementation:acme/web#538:1${'0'.repeat(15)}`,
])('%j is no key of an entry', (text) => {
  expect(entryOfKey(text)).toBeUndefined();
});
