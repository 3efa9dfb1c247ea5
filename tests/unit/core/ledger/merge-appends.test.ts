import { describe, expect, test } from 'vitest';
import type { LedgerVerdict } from '../../../../src/core/ledger/decide/ledger-verdict.ts';
import { ENTRY_VERSION } from '../../../../src/core/ledger/ledger-event.ts';
import type { Append } from '../../../../src/core/ledger/protocol/decide-append.ts';
import type { Answers } from '../../../../src/core/ledger/protocol/effect.ts';
import { mergeAppends } from '../../../../src/core/ledger/protocol/merge-appends.ts';
import { claim, LedgerWorld, minute, move } from './ledger-world.ts';

const first: Append = {
  kind: 'append',
  version: ENTRY_VERSION,
  head: 'c0ffee',
  state: new LedgerWorld().state,
  id: 'first',
  at: minute(2),
  commands: [move()],
};
const second: Append = { ...first, id: 'second', commands: [{ kind: 'mend' }, claim()] };

const verdicts: readonly LedgerVerdict[] = [
  { kind: 'refused', reason: 'state-changed' },
  { kind: 'noop', reason: 'already-known' },
  { kind: 'refused', reason: 'claimed' },
];
const [one, ...rest] = verdicts;

describe('appends that follow one reading', () => {
  const { append, share } = mergeAppends([first, second]);

  test('become one, under the name of the first and with the commands of all', () => {
    expect(append).toEqual({ ...first, commands: [...first.commands, ...second.commands] });
  });

  test('are answered each with what was decided on its own commands', () => {
    const tried = { kind: 'conflict', entry: 'first' } as const;
    expect(share({ ...tried, verdicts })).toEqual([
      { ...tried, verdicts: [one] },
      { ...tried, verdicts: rest },
    ]);
  });

  test('are refused together', () => {
    const denied: Answers['append'] = { kind: 'denied', reason: 'permission-missing', message: 'No.' };
    expect(share(denied)).toEqual([denied, denied]);
  });
});

test('appends that follow different readings are never one', () => {
  expect(() => mergeAppends([first, { ...second, head: 'decaf' }])).toThrow(/different readings/);
});
