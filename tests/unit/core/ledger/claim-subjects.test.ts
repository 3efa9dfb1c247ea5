import { expect, test } from 'vitest';
import type { Policy } from '../../../../src/core/ledger/due.ts';
import { claimSubjects } from '../../../../src/core/ledger/protocol/claim-subjects.ts';
import { reconcile } from '../../../../src/core/ledger/protocol/reconcile.ts';
import { releaseClaim } from '../../../../src/core/ledger/protocol/release-claim.ts';
import { claim, IMPLEMENTATION, ITEM, LedgerWorld, minute, move, seen } from './ledger-world.ts';
import { PlayedWorld } from './play.ts';

const { kind: _kind, dead: _dead, ...first } = claim();
const next = { ...first, id: 'claim-2', run: { id: 21, attempt: 1 } };

/** An item in progress under a claim of run 20. */
function world(): PlayedWorld {
  const ledger = new LedgerWorld();
  ledger.give(claim());
  const start = { expected: ['todo'], to: 'in-progress', claim: 'claim-1', run: first.run } as const;
  ledger.give(move({ ...start, sighting: seen('todo', 1) }));
  const played = new PlayedWorld(ledger.state, 10);
  played.put(ITEM, 'in-progress', 9);
  return played;
}

test('a claim that is taken from a dead run fences that run off', () => {
  const played = world();
  played.lives.set(first.run.id, { kind: 'over', since: minute(9), end: 'completed' });
  expect(played.play(claimSubjects(next))).toMatchObject({ kind: 'held' });
  expect(played.did).toEqual([`fence ${ITEM}`]);
});

test('a claim that the reconciler ended for a dead run is fenced off by the next holder all the same', () => {
  const played = world();
  played.lives.set(first.run.id, { kind: 'over', since: minute(9), end: 'completed' });
  const policy: Policy = { maxInFlight: 1, maxAttempts: 2, startsAt: () => undefined, filler: undefined };
  played.play(reconcile({ id: 'reconciler', run: null, policy }));
  expect(played.state.claims).toEqual({});
  // A person takes it back meanwhile, which forgives the attempt but not the process.
  played.put(ITEM, 'todo');
  played.play(reconcile({ id: 'later', run: null, policy: { ...policy, startsAt: () => IMPLEMENTATION } }));
  played.did.length = 0;
  expect(played.play(claimSubjects(next))).toMatchObject({ kind: 'held' });
  expect(played.did).toEqual([`fence ${ITEM}`]);
});

test('a claim that its holder has released needs no fence', () => {
  const played = world();
  played.play(releaseClaim({ id: 'post', claim: 'claim-1', subjects: first.subjects }));
  expect(played.play(claimSubjects(next))).toMatchObject({ kind: 'held' });
  expect(played.did).toEqual([]);
});
