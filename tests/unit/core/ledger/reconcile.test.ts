import { describe, expect, test } from 'vitest';
import type { Policy } from '../../../../src/core/ledger/circumstances.ts';
import { observeItem } from '../../../../src/core/ledger/protocol/answer-event.ts';
import { reconcile } from '../../../../src/core/ledger/protocol/reconcile.ts';
import { claim, IMPLEMENTATION, ITEM, LedgerWorld, minute, move, OTHER, seen } from './ledger-world.ts';
import { PlayedWorld } from './play.ts';

const policy: Policy = {
  maxInFlight: 1,
  maxAttempts: 2,
  hasReview: true,
  startsAt: (stage) => (stage === 'todo' ? IMPLEMENTATION : undefined),
  filler: { agent: 'backlog-manager', cause: 'capacity' },
};

const request = { id: 'reconciler', run: null, policy };

test('what a round makes due is done in the same pass: an item that a dead run decided to take starts again', () => {
  const ledger = new LedgerWorld();
  ledger.give({ kind: 'observe', item: ITEM, sighting: seen('todo', 1), starts: IMPLEMENTATION });
  ledger.give(claim({ dispatch: { kind: 'key', key: `implementation:${ITEM}:2` } }));
  ledger.give(
    move({ expected: ['todo'], to: 'in-progress', claim: 'claim-1', sighting: seen('todo', 1), run: RUN }),
  );
  const played = new PlayedWorld(ledger.state, 60);
  played.put(ITEM, 'todo', 1);
  played.lives.set(RUN.id, { kind: 'over', since: minute(30), end: 'completed' });

  const end = played.play(reconcile(request));
  expect(end.kind).toBe('reconciled');
  expect(played.did).toEqual([
    `write ${ITEM} to in-progress`,
    `write ${ITEM} to todo`,
    expect.stringMatching(/^send implementation:/),
  ]);
});

const RUN = { id: 20, attempt: 1 };

describe('a broken workflow', () => {
  function withBreaker(): PlayedWorld {
    const ledger = new LedgerWorld();
    ledger.give({ kind: 'observe', item: ITEM, sighting: seen('todo', 1), starts: IMPLEMENTATION });
    ledger.give({ kind: 'observe', item: OTHER, sighting: seen('todo', 1), starts: IMPLEMENTATION });
    ledger.give({ kind: 'break', why: 'no such workflow' });
    const played = new PlayedWorld(ledger.state, 60);
    played.put(ITEM, 'todo', 1);
    played.put(OTHER, 'todo', 1);
    return played;
  }

  test('is tried with one dispatch in a pass', () => {
    const played = withBreaker();
    played.isWorkflowBroken = true;
    played.play(reconcile(request));
    expect(played.did).toEqual([`send implementation:${ITEM}:2`]);
    expect(played.state.breaker).not.toBeNull();
  });

  test('that was mended starts all that waited, in the same pass', () => {
    const played = withBreaker();
    played.play(reconcile(request));
    expect(played.did).toContain(`send implementation:${OTHER}:3`);
    expect(played.state.breaker).toBeNull();
  });
});

test('what a person cancelled before it began is not started again', () => {
  const ledger = new LedgerWorld();
  const played = new PlayedWorld(ledger.state, 10);
  played.put(ITEM, 'todo', 9);
  played.play(observeItem('webhook', { item: ITEM, startsAt: policy.startsAt }));
  expect(played.did).toEqual([`send implementation:${ITEM}:2`]);
  played.did.length = 0;
  played.now += 60;
  played.lives.set(99, { kind: 'over', since: minute(played.now - 30), end: 'cancelled' });
  played.play(reconcile(request));
  expect(played.did).toEqual([]);
  expect(played.state.items[ITEM]).toMatchObject({ needsHuman: true });
});

test('a move of an item that a person deleted takes no place', () => {
  const ledger = new LedgerWorld();
  ledger.give(move());
  const played = new PlayedWorld(ledger.state, 60);
  played.lives.set(7, { kind: 'over', since: minute(30), end: 'completed' });
  played.play(reconcile(request));
  expect(played.state.items[ITEM]?.move ?? null).toBeNull();
});
