import { describe, expect, test } from 'vitest';
import type { Policy } from '../../../../src/core/ledger/circumstances.ts';
import { itemSubject } from '../../../../src/core/ledger/claim-subject.ts';
import { NOTHING } from '../../../../src/core/ledger/cost.ts';
import type { Sighting } from '../../../../src/core/ledger/ledger-command.ts';
import type { LedgerState } from '../../../../src/core/ledger/ledger-state.ts';
import type { Life } from '../../../../src/core/ledger/protocol/effect.ts';
import { reconcile } from '../../../../src/core/ledger/protocol/reconcile.ts';
import { rebuiltState } from '../../../../src/core/ledger/rebuilt-state.ts';
import { isPublished } from '../../../../src/core/ledger/stranded.ts';
import { claim, IMPLEMENTATION, ITEM, LedgerWorld, minute, move, OTHER, seen } from './ledger-world.ts';
import { PlayedWorld } from './play.ts';

const THIRD = 'acme/web#540';
const RUN = { id: 20, attempt: 1 };
const policy: Policy = {
  maxInFlight: 3,
  maxAttempts: 2,
  hasReview: true,
  startsAt: (stage) => (stage === 'todo' ? IMPLEMENTATION : undefined),
  filler: undefined,
};

/** In progress since the third minute. */
const inProgress = (more: Partial<Sighting> = {}): Sighting => seen('in-progress', 3, more);
const published = inProgress({ publishedAt: minute(20) });
const over = (end: Extract<Life, { kind: 'over' }>['end']): Life => ({
  kind: 'over',
  since: minute(30),
  end,
});

/** An item that run 20 has taken. */
function taken(): LedgerState {
  const world = new LedgerWorld();
  world.give(claim());
  const start = { expected: ['todo'], to: 'in-progress', claim: 'claim-1', run: RUN } as const;
  world.give(move({ ...start, sighting: seen('todo', 1) }));
  world.give({ kind: 'observe', item: ITEM, sighting: inProgress() });
  return world.state;
}

/** A ledger that was made anew while a run was at each of the items. */
function rebuilt(items: readonly string[]): LedgerState {
  return rebuiltState({
    project: 'web',
    home: 'R_1',
    id: 'rebuilt',
    at: minute(10),
    seq: 41,
    items: new Map(items.map((item) => [item, inProgress()])),
    runs: items.map((item, index) => ({
      run: { id: RUN.id + index, attempt: 1 },
      agent: 'implementation',
      item,
      subjects: [itemSubject(item)],
      key: undefined,
      hasBegun: true,
    })),
    reserveOf: () => NOTHING,
  });
}

interface Found {
  readonly items?: Readonly<Record<string, Sighting>>;
  /** Of run 20 and those after it. */
  readonly lives?: readonly Life[];
  readonly policy?: Policy;
}

/** One pass of the reconciler, an hour later. */
function reconciled(state: LedgerState, { items = { [ITEM]: published }, lives = [], ...more }: Found) {
  const played = new PlayedWorld(state, 60);
  for (const [item, sighting] of Object.entries(items)) played.items.set(item, sighting);
  for (const [index, life] of lives.entries()) played.lives.set(RUN.id + index, life);
  played.play(reconcile({ id: 'pass', run: null, policy, ...more }));
  return { did: played.did, state: played.state };
}

describe('an item in progress whose pull request is open', () => {
  test('goes to in review once the run is over that the ledger lost sight of', () => {
    const items = [ITEM, OTHER, THIRD];
    const { did, state } = reconciled(rebuilt(items), {
      items: Object.fromEntries(items.map((item) => [item, published])),
      lives: items.map(() => over('completed')),
    });
    expect(did).toEqual(items.map((item) => `write ${item} to in-review`));
    expect(state.claims).toEqual({});
    expect(state.items[ITEM]?.attempts).toEqual({});
    expect(state.items[ITEM]?.needsHuman).toBe(false);
  });

  test('goes to in review if its run died with the last step before it', () => {
    const { did, state } = reconciled(taken(), { lives: [over('completed')] });
    expect(did).toEqual([`write ${ITEM} to in-review`]);
    expect(state.items[ITEM]?.attempts).toEqual({});
    expect(state.items[ITEM]?.needsHuman).toBe(false);
  });

  test('goes to in review though nobody knows of a run of it', () => {
    const state = { ...rebuilt([ITEM]), claims: {} };
    expect(reconciled(state, {}).did).toEqual([`write ${ITEM} to in-review`]);
  });

  test.each([
    ['a run holds it that lives', taken(), { lives: [{ kind: 'alive' } as const] }],
    ['nobody can tell whether its run lives', taken(), { lives: [{ kind: 'unknown' } as const] }],
    ['a person cancelled its run', taken(), { lives: [over('cancelled')] }],
    ['it is in two stages', rebuilt([ITEM]), { items: { [ITEM]: { ...published, ambiguous: true } } }],
    ['it is closed', rebuilt([ITEM]), { items: { [ITEM]: { ...published, open: false } } }],
    ['the board has no in-review', taken(), { policy: { ...policy, hasReview: false } }],
  ])('stays if %s', (_, state, found) => {
    expect(reconciled(state, { lives: [over('completed')], ...found }).did).toEqual([]);
  });

  test('stays if it is handed over to a person', () => {
    const state = rebuilt([ITEM]);
    const record = state.items[ITEM];
    if (!record) throw new Error('no record');
    const handedOver = { ...state, claims: {}, items: { [ITEM]: { ...record, needsHuman: true } } };
    expect(reconciled(handedOver, {}).did).toEqual([]);
  });

  test('stays if a person brought it back to in progress after that', () => {
    const state = { ...rebuilt([ITEM]), claims: {} };
    const items = { [ITEM]: seen('in-progress', 25, { publishedAt: minute(20) }) };
    expect(reconciled(state, { items }).did).toEqual([]);
  });
});

describe('an item in progress of an earlier pull request, or of none', () => {
  test.each([
    ['its pull request is of an earlier visit', { publishedAt: minute(2) }],
    ['it has none', {}],
  ])('starts again with another run if its run died: %s', (_, more) => {
    const lives = [over('completed')];
    const { did, state } = reconciled(taken(), { items: { [ITEM]: inProgress(more) }, lives });
    expect(did).toEqual([`write ${ITEM} to todo`, expect.stringMatching(/^send implementation:/)]);
    expect(state.items[ITEM]?.attempts).toEqual({ 'implementation died': 1 });
    expect(Object.values(state.dispatches)).toMatchObject([{ cause: 'run-died' }]);
  });

  test('starts again also if the ledger was made anew while its run was at it', () => {
    const { did } = reconciled(rebuilt([ITEM]), {
      items: { [ITEM]: inProgress() },
      lives: [over('completed')],
    });
    expect(did).toEqual([`write ${ITEM} to todo`, expect.stringMatching(/^send implementation:/)]);
  });
});

test('an item that a person brought back to in progress is theirs, though nobody has heard of it yet', () => {
  const { did, state } = reconciled(taken(), {
    items: { [ITEM]: seen('in-progress', 40) },
    lives: [over('completed')],
  });
  expect(did).toEqual([]);
  expect(state.items[ITEM]).toMatchObject({ under: null, seen: { stage: 'in-progress' } });
});

test('only what is in progress is handed on', () => {
  const world = new LedgerWorld();
  world.give({ kind: 'observe', item: ITEM, sighting: seen('planning', 3), starts: IMPLEMENTATION });
  const items = { [ITEM]: seen('planning', 3, { publishedAt: minute(20) }) };
  expect(reconciled({ ...world.state, dispatches: {} }, { items }).did).toEqual([]);
});

test.each([
  ['in the second in which its item came to in progress', inProgress({ publishedAt: minute(3) }), true],
  ['a second before that', inProgress({ publishedAt: minute(3 - 1 / 60) }), false],
  ['of an item that is elsewhere', seen('planning', 3, { publishedAt: minute(20) }), false],
  ['never', inProgress(), false],
  ['of an item that is gone', undefined, false],
])('work that was published %s: %#', (_, sighting, isSo) => {
  expect(isPublished(sighting)).toBe(isSo);
});
