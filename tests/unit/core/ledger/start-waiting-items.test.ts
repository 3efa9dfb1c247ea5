import { describe, expect, test } from 'vitest';
import { giveBack, startWaitingItems } from '../../../../src/core/ledger/protocol/answer-event.ts';
import { claimSubjects } from '../../../../src/core/ledger/protocol/claim-subjects.ts';
import type { EventEnd } from '../../../../src/core/ledger/protocol/decide-and-send.ts';
import type { Reason } from '../../../../src/core/reasons.ts';
import { claim, ITEM, LedgerWorld, move, OTHER, seen, waiting } from './ledger-world.ts';
import { PlayedWorld } from './play.ts';

const waits = (item: string) => ({ item, agent: 'implementation', cause: `waited ${item}` });

/** Items that wait in todo, of which the ledger knows nothing yet. */
function world(ledger = new LedgerWorld()): PlayedWorld {
  const played = new PlayedWorld(ledger.state, 20);
  for (const item of [ITEM, OTHER]) played.put(item, 'todo', 10);
  return played;
}

const start = (played: PlayedWorld, id: string, items: readonly string[] = [ITEM]) =>
  played.play(startWaitingItems(id, items.map(waits)));

describe('items that wait in todo', () => {
  test('are asked for in one entry, and sent with keys of their own', () => {
    const played = world();
    const head = played.head;
    start(played, 'one', [ITEM, OTHER]);
    const [key, other] = waiting(played.state);
    expect([key, other]).toEqual([`implementation:${ITEM}:2`, `implementation:${OTHER}:2`]);
    expect(played.did).toEqual([`send ${key}`, `send ${other}`]);
    // The second entry says which runs it were.
    expect(played.head - head).toBe(2);
    expect(played.state.dispatches[key ?? '']).toMatchObject({ cause: `waited ${ITEM}`, sent: 99 });
  });

  test.each(['read-ledger', 'read-items', 'append'] as const)(
    'are started once by two processes that look at once, when the other comes before the %s of the first',
    (when) => {
      const played = world();
      played.before = ({ kind }) => {
        if (kind !== when) return;
        played.before = () => {};
        start(played, 'other');
      };
      start(played, 'one');
      expect(played.did).toEqual([`send implementation:${ITEM}:2`]);
    },
  );

  test('are started by nobody whose list is older than the run that holds them', () => {
    const played = world();
    start(played, 'one');
    const [key = ''] = waiting(played.state);
    const { kind: _kind, dead: _dead, ...request } = claim();
    played.play(claimSubjects({ ...request, dispatch: { kind: 'key', key } }));
    played.did.length = 0;
    expect(start(played, 'late')).toMatchObject({
      verdicts: [{ kind: 'noop' }, { kind: 'refused', reason: 'claimed' }],
      sent: [],
    });
    expect(played.did).toEqual([]);
  });

  test('are started by nobody to whom the board shows where they were before their move', () => {
    const ledger = new LedgerWorld();
    ledger.give(move({ expected: ['todo'], to: 'in-progress', sighting: seen('todo', 10) }));
    const decided = world(ledger);
    expect(refusal(start(decided, 'late'))).toBe('state-changed');
    ledger.give({ kind: 'observe', item: ITEM, sighting: seen('in-progress', 12) });
    const settled = world(ledger);
    expect(refusal(start(settled, 'late'))).toBe('state-stale');
  });

  test.each([
    ['are in another stage by now', { stage: 'in-review' }, 'state-changed'],
    ['are in two stages', { ambiguous: true }, 'state-ambiguous'],
    ['were closed', { open: false }, 'item-closed'],
  ] as const)('are not started if they %s', (_, { stage = 'todo', ...more }: Case, reason) => {
    const played = world();
    played.items.set(ITEM, seen(stage, 10, more));
    expect(refusal(start(played, 'one'))).toBe(reason);
    expect(played.did).toEqual([]);
  });

  test('are forgiven what went wrong before a person put them there', () => {
    const ledger = new LedgerWorld();
    ledger.give(move({ expected: ['todo'], to: 'in-progress', sighting: seen('todo', 1) }));
    ledger.give(claim());
    const failed = { item: ITEM, cause: 'implementation engine-failed', maxAttempts: 1 };
    ledger.give({ kind: 'release', claim: 'claim-1', failed });
    expect(ledger.state.items[ITEM]?.needsHuman).toBe(true);
    const played = world(ledger);
    start(played, 'one');
    expect(played.did).toHaveLength(1);
    expect(played.state.items[ITEM]?.needsHuman).toBe(false);
    expect(played.state.items[ITEM]?.attempts).toEqual({});
  });

  test('are started where the move that brought them was not told to the ledger yet', () => {
    const ledger = new LedgerWorld();
    ledger.give(move({ sighting: seen('backlog', 1) }));
    const played = world(ledger);
    start(played, 'one');
    expect(played.did).toHaveLength(1);
  });

  test('and were deleted keep nobody else from being started', () => {
    const played = world();
    played.items.delete(ITEM);
    start(played, 'one', [ITEM, OTHER]);
    expect(played.did).toEqual([`send implementation:${OTHER}:2`]);
  });
});

/** Why the last thing that was asked for is not done. */
function refusal(end: EventEnd): Reason | undefined {
  const last = end.kind === 'decided' ? end.verdicts.at(-1) : undefined;
  return last?.kind === 'refused' ? last.reason : undefined;
}

interface Case {
  readonly stage?: 'todo' | 'in-review';
  readonly ambiguous?: boolean;
  readonly open?: boolean;
}

describe('a run that stands back', () => {
  test('gives back what it was started with', () => {
    const played = world();
    start(played, 'one');
    const [key = ''] = waiting(played.state);
    expect(played.play(giveBack('back', key))).toMatchObject({ verdicts: [{ kind: 'accepted' }] });
    expect(waiting(played.state)).toEqual([]);
  });

  test.each(['', 'by hand'])(
    'has nothing to give back if it was started with no key but "%s"',
    (dispatch) => {
      const played = world();
      const head = played.head;
      expect(played.play(giveBack('back', dispatch))).toEqual({ kind: 'decided', verdicts: [], sent: [] });
      expect(played.head).toBe(head);
    },
  );
});
