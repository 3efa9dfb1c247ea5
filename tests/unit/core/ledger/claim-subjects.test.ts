import { describe, expect, test } from 'vitest';
import type { Policy } from '../../../../src/core/ledger/circumstances.ts';
import { claimSubjects, resumeClaim } from '../../../../src/core/ledger/protocol/claim-subjects.ts';
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
  const policy: Policy = {
    maxInFlight: 1,
    maxAttempts: 2,
    hasReview: true,
    startsAt: () => undefined,
    filler: undefined,
  };
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

describe('an item and its pull request', () => {
  const PULL = 'pull-request acme/web#600';
  const inItsOrder = { ...first, subjects: [`item ${ITEM}`, PULL] };
  const theOtherWay = { ...next, subjects: [PULL, `item ${ITEM}`] };
  const free = (): PlayedWorld => new PlayedWorld(new LedgerWorld().state, 10);

  test.each(['read-ledger', 'append'] as const)(
    'are had by one of two runs that name them in different orders, both or none, when the other comes before its %s',
    (when) => {
      const played = free();
      const ends: string[] = [];
      played.before = ({ kind }) => {
        if (kind !== when) return;
        played.before = () => {};
        ends.push(played.play(claimSubjects(theOtherWay)).kind);
      };
      ends.push(played.play(claimSubjects(inItsOrder)).kind);
      expect(ends).toEqual(['held', 'refused']);
      const holders = Object.values(played.state.claims).map(({ id }) => id);
      expect(holders).toEqual([theOtherWay.id, theOtherWay.id]);
      // Nobody waits for the other: who was refused holds nothing, and is started again by the other's end.
      expect(played.state.claims[PULL]?.wanted).toBe(true);
    },
  );

  test('are given up together', () => {
    const played = free();
    played.play(claimSubjects(inItsOrder));
    played.play(releaseClaim({ id: 'end', claim: first.id, subjects: inItsOrder.subjects }));
    expect(played.state.claims).toEqual({});
  });

  test('pass to a successor that finds the pull request closed, and to none by halves', () => {
    const played = free();
    played.play(claimSubjects(inItsOrder));
    played.lives.set(first.run.id, { kind: 'over', since: minute(9), end: 'completed' });
    expect(played.play(claimSubjects(next))).toMatchObject({ kind: 'held' });
    expect(Object.keys(played.state.claims)).toEqual([`item ${ITEM}`]);
  });

  test('of a holder that may be dead cost one question', () => {
    const played = free();
    played.play(claimSubjects(inItsOrder));
    const asked: unknown[] = [];
    played.before = (effect) => {
      if (effect.kind === 'ask-runs') asked.push(...effect.runs);
    };
    played.play(claimSubjects(theOtherWay));
    expect(asked).toEqual([first.run]);
  });
});

describe('a claim that another process of its run was granted', () => {
  test('is found again, with all that it holds', () => {
    const played = world();
    const end = played.play(resumeClaim('post', first.id));
    expect(end).toMatchObject({
      kind: 'held',
      claim: { id: first.id, run: first.run, subjects: first.subjects },
    });
    expect(played.did).toEqual([]);
  });

  test('is lost once it was given up, or taken over', () => {
    const played = world();
    played.lives.set(first.run.id, { kind: 'over', since: minute(9), end: 'completed' });
    played.play(claimSubjects(next));
    expect(played.play(resumeClaim('post', first.id))).toEqual({ kind: 'lost' });
    expect(played.play(resumeClaim('post', next.id))).toMatchObject({ kind: 'held' });
  });
});
