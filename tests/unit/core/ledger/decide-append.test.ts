import { expect, test } from 'vitest';
import type { LedgerCommand } from '../../../../src/core/ledger/ledger-command.ts';
import { ENTRY_VERSION } from '../../../../src/core/ledger/ledger-event.ts';
import {
  type Append,
  type Committed,
  decideAppend,
} from '../../../../src/core/ledger/protocol/decide-append.ts';
import { LedgerWorld, minute, move, seen } from './ledger-world.ts';

const append = (...commands: readonly unknown[]): Append => ({
  kind: 'append',
  version: ENTRY_VERSION,
  head: 'c0ffee',
  state: new LedgerWorld().state,
  id: 'mine',
  at: minute(2),
  // Whoever makes commands from what it was told may make what is none.
  commands: commands as readonly LedgerCommand[],
});

test('commands become one entry of their own name, time and version', () => {
  const other = move({ id: 'move-2', item: 'acme/web#539' });
  const decided = decideAppend(append(move(), other));
  expect(decided).toMatchObject({
    kind: 'changed',
    commit: { head: 'c0ffee', entry: { version: ENTRY_VERSION, id: 'mine', seq: 2, at: minute(2) } },
  });
});

test.each([
  ['an item whose name is not in lower case', move({ item: 'Acme/Web#538' })],
  ['an item that is none', move({ item: 'acme/web' })],
  ['a time without a zone', move({ sighting: { ...seen('backlog', 1), readAt: '2026-11-23T09:00:00' } })],
  ['a run that cannot be', move({ run: { id: 0, attempt: 1 } })],
  ['an unknown key', { ...move(), force: true }],
  ['an unknown kind', { kind: 'reset' }],
])('%s is decided on by nobody', (_, command) => {
  expect(() => decideAppend(append(command))).toThrow(/"path":|"commands"|invalid/i);
});

test('commands of another version are decided on by nobody', () => {
  const newer = { ...append(move()), version: ENTRY_VERSION + 1 } as unknown as Append;
  expect(() => decideAppend(newer)).toThrow(/version/);
});

const why = { reason: 'github-unavailable', message: '502' } as const;
const tried = { entry: 'mine', verdicts: [{ kind: 'accepted' }] };

test.each<[Committed, unknown]>([
  [{ kind: 'committed' }, { kind: 'appended', ...tried, state: { seq: 2 } }],
  [{ kind: 'conflict' }, { kind: 'conflict', ...tried }],
  [
    { kind: 'ambiguous', ...why },
    { kind: 'ambiguous', ...why, ...tried },
  ],
])('an append whose commit came to %o says under which name it was tried', (committed, answer) => {
  const decided = decideAppend(append(move()));
  expect(decided.kind === 'changed' && decided.answer(committed)).toMatchObject(answer as object);
});

test('an append that GitHub refuses was never tried', () => {
  const decided = decideAppend(append(move()));
  const denied = { kind: 'denied', ...why } as const;
  expect(decided.kind === 'changed' && decided.answer(denied)).toEqual(denied);
});
