import { describe, expect, test } from 'vitest';
import type { LedgerCommand } from '../../../../src/core/ledger/ledger-command.ts';
import { type ReleaseRequest, releaseClaim } from '../../../../src/core/ledger/protocol/release-claim.ts';
import { claim, ITEM, LedgerWorld, OTHER, seen } from './ledger-world.ts';
import { PlayedWorld } from './play.ts';

/** Nobody waits for the third. */
const subjects = [`item ${ITEM}`, 'project', 'item acme/web#540'];
const implementation = { kind: 'request', agent: 'implementation', cause: 'again' } as const;
const manager = { kind: 'request', agent: 'backlog-manager', item: null, cause: 'capacity' } as const;
const KEYS = { item: `implementation:${ITEM}:4`, project: 'backlog-manager:project:5' };

/** A run holds an item and the project; runs that were turned away wait for both, and one for another item. */
function world(wanted: readonly string[]): PlayedWorld {
  const ledger = new LedgerWorld();
  ledger.give(claim({ agent: 'backlog-manager', subjects }));
  ledger.give({ kind: 'want', subjects: [...wanted, 'item acme/web#540'] });
  const waiting: LedgerCommand[] = [
    { ...implementation, item: ITEM },
    manager,
    { ...implementation, item: OTHER },
    // At work on the same item, under a claim of its own.
    claim({ id: 'claim-2', run: { id: 21, attempt: 1 }, subjects: ['pull-request acme/web#600'] }),
  ];
  for (const command of waiting) ledger.give(command);
  return new PlayedWorld(ledger.state, 10);
}

const release = (played: PlayedWorld, more: Partial<ReleaseRequest> = {}) =>
  played.play(releaseClaim({ id: 'end', claim: 'claim-1', subjects, ...more }));

describe('the end of a run', () => {
  test.each([
    ['the item', [`item ${ITEM}`], [KEYS.item]],
    ['the project', ['project'], [KEYS.project]],
    ['both', subjects, [KEYS.item, KEYS.project]],
    ['neither', [], []],
  ])('sends again what waits for what was wanted of it, and nothing else: %s', (_, wanted, keys) => {
    const played = world(wanted);
    expect(release(played)).toStrictEqual({
      kind: 'released',
      sent: keys.map((key) => ({ key, kind: 'sent', run: 99 })),
      handedOver: false,
    });
    expect(played.did).toEqual(keys.map((key) => `send ${key}`));
    for (const key of keys) expect(played.state.dispatches[key]?.sent).toBe(99);
  });

  test('says whether the item was handed over to a person', () => {
    const failed = { item: ITEM, cause: 'implementation engine-failed' };
    const handedOver = (maxAttempts: number) => release(world([]), { failed: { ...failed, maxAttempts } });
    expect(handedOver(1)).toMatchObject({ kind: 'released', handedOver: true });
    expect(handedOver(2)).toMatchObject({ kind: 'released', handedOver: false });
  });

  test('is told along with what the run saw on the board', () => {
    const played = world([`item ${ITEM}`]);
    const also = [5, 6].map((at): LedgerCommand => {
      const starts = { agent: 'implementation', cause: 'entered-todo' };
      return { kind: 'observe', item: OTHER, sighting: seen('todo', at), starts };
    });
    expect(release(played, { also })).toMatchObject({ kind: 'released', sent: [{ key: KEYS.item }] });
    expect(played.state.items[OTHER]?.seen).toEqual(seen('todo', 6).version);
  });

  test('that holds nothing any more is lost, and sends nothing', () => {
    const played = world(subjects);
    const before = played.state;
    expect(release(played, { claim: 'claim-3' })).toStrictEqual({ kind: 'lost' });
    expect(played.state).toBe(before);
    expect(played.did).toEqual([]);
  });

  test('looks for nothing at subjects that nobody holds', () => {
    const played = world([`item ${ITEM}`]);
    const end = release(played, { subjects: [`item ${OTHER}`, `item ${ITEM}`] });
    expect(end).toMatchObject({ kind: 'released', sent: [{ key: KEYS.item }] });
  });

  test('fails with the reason why the ledger cannot be read', () => {
    const played = world(subjects);
    const why = { reason: 'github-unavailable', message: '502' } as const;
    played.instead.set('read-ledger', { kind: 'unreadable', ...why });
    expect(release(played)).toEqual({ kind: 'failed', ...why });
  });
});
