import { describe, expect, test } from 'vitest';
import type { Circumstances, Policy } from '../../../../src/core/ledger/circumstances.ts';
import { due, unsent } from '../../../../src/core/ledger/due.ts';
import type { LedgerCommand, Sighting } from '../../../../src/core/ledger/ledger-command.ts';
import type { LedgerState } from '../../../../src/core/ledger/ledger-state.ts';
import type { Life } from '../../../../src/core/ledger/protocol/effect.ts';
import { claim, IMPLEMENTATION, ITEM, LedgerWorld, minute, move, OTHER, seen } from './ledger-world.ts';

const KEY = `implementation:${ITEM}:2`;
const filler = { agent: 'backlog-manager', cause: 'free-capacity' };
const policy: Policy = {
  maxInFlight: 2,
  maxAttempts: 3,
  hasReview: true,
  startsAt: (stage) => (stage === 'todo' ? IMPLEMENTATION : undefined),
  filler: undefined,
};
const over = (end: Extract<Life, { kind: 'over' }>['end']): Life => ({
  kind: 'over',
  since: minute(30),
  end,
});

function stateAfter(...commands: readonly LedgerCommand[]): LedgerState {
  const world = new LedgerWorld();
  for (const command of commands) world.give(command);
  return world.state;
}

interface Found extends Partial<Omit<Circumstances, 'items' | 'lifeOf' | 'policy'>> {
  readonly items?: Readonly<Record<string, Sighting>>;
  readonly life?: Life;
  readonly policy?: Partial<Policy>;
}

/** What is due but for what is told of the board. */
function found({
  items = {},
  life = { kind: 'alive' },
  policy: more,
  ...rest
}: Found): readonly LedgerCommand[] {
  const commands = due({
    id: 'r',
    state: new LedgerWorld().state,
    items: new Map(Object.entries(items)),
    backlog: 0,
    closed: new Set(),
    lifeOf: () => life,
    readAt: minute(60),
    run: null,
    policy: { ...policy, ...more },
    ...rest,
  });
  return commands.filter(({ kind }) => kind !== 'observe');
}

describe('the claim of a run that is over', () => {
  test('of an item and its pull request ends once, and counts as one failure of the item', () => {
    const state = stateAfter(claim({ subjects: ['pull-request acme/web#600', `item ${ITEM}`] }));
    const failed = { item: ITEM, cause: 'implementation died', maxAttempts: 3 };
    const release = { kind: 'release', claim: 'claim-1', forDead: true };
    expect(found({ state, life: over('completed') })).toEqual([{ ...release, failed }]);
    const cancelled = { item: ITEM, cause: 'cancelled', maxAttempts: 1 };
    expect(found({ state, life: over('cancelled') })).toEqual([{ ...release, failed: cancelled }]);
  });

  test('of a run that has published its work is no failure, unless a person cancelled it', () => {
    const state = stateAfter(claim());
    const items = { [ITEM]: seen('in-progress', 3, { publishedAt: minute(20) }) };
    const release = { kind: 'release', claim: 'claim-1', forDead: true };
    expect(found({ state, items, life: over('completed') })).toEqual([release]);
    const failed = { item: ITEM, cause: 'cancelled', maxAttempts: 1 };
    expect(found({ state, items, life: over('cancelled') })).toEqual([{ ...release, failed }]);
  });

  test('of a project is nobody’s failure', () => {
    const state = stateAfter(claim({ agent: 'backlog-manager', subjects: ['project'], item: null }));
    expect(found({ state, life: over('completed') })).toEqual([
      { kind: 'release', claim: 'claim-1', forDead: true },
    ]);
  });

  test.each(['alive', 'unknown'] as const)('is not ended while its run is %s', (kind) => {
    expect(found({ state: stateAfter(claim()), life: { kind } })).toEqual([]);
  });
});

describe('a move that was decided', () => {
  const state = stateAfter(move());
  const byApp = stateAfter(move({ run: null }));
  const items = { [ITEM]: seen('backlog', 1) };

  test('is taken over from a run after a minute, as read', () => {
    const adopt = { kind: 'adopt', id: `r.${ITEM}`, item: ITEM, move: 'move-1', run: null, isOver: true };
    const found31 = found({ state, items, life: over('completed'), readAt: minute(31) });
    expect(found31).toEqual([{ ...adopt, sighting: items[ITEM] }]);
    const self = { id: 9, attempt: 1 };
    expect(found({ state, items, life: over('completed'), run: self })).toMatchObject([{ run: self }]);
  });

  test('is taken over from the app a minute after it was decided, whose webhook is over by then', () => {
    expect(found({ state: byApp, items, readAt: minute(1.9) })).toEqual([]);
    expect(found({ state: byApp, items, readAt: minute(2) })).toMatchObject([{ kind: 'adopt' }]);
  });

  test('is given up if its item is gone, and not before its run is', () => {
    const abandon = { kind: 'abandon', item: ITEM, move: 'move-1', why: 'the item is gone' };
    expect(found({ state, life: over('completed') })).toEqual([abandon]);
    expect(found({ state, life: over('completed'), readAt: minute(30.9) })).toEqual([]);
    expect(found({ state })).toEqual([]);
  });
});

describe('a merge that nobody heard of', () => {
  const merged = (stage: Parameters<typeof seen>[0], more: Partial<Sighting> = {}) => ({
    [ITEM]: seen(stage, 5, { mergedAt: minute(8), ...more }),
  });

  test.each(['todo', 'in-progress', 'in-review', 'done'] as const)('moves its item on from %s', (stage) => {
    const items = merged(stage);
    const expected = ['todo', 'in-progress', 'in-review', 'done'];
    const moved = { kind: 'move', id: `r.${ITEM}.merged`, item: ITEM, to: 'merged', run: null };
    expect(found({ items })).toEqual([
      { ...moved, expected: expect.arrayContaining(expected), sighting: items[ITEM] },
    ]);
  });

  test.each([
    ['it is in two stages', merged('in-review', { ambiguous: true }), {}],
    ['it came there a second after the merge', merged('in-review', { mergedAt: minute(5 - 1 / 60) }), {}],
    ['it is in backlog', merged('backlog'), {}],
    ['it is in no stage', merged(null), {}],
    ['it is where merged items go', merged('done'), { mergedStage: 'done' } as const],
  ])('leaves its item if %s', (_, items, more) => {
    expect(found({ items, policy: more })).toEqual([]);
  });

  test('in the second in which its item came there moves it on', () => {
    expect(found({ items: merged('in-review', { mergedAt: minute(5) }) })).toMatchObject([{ kind: 'move' }]);
  });
});

describe('a dispatch whose run is over', () => {
  const asked = { ...move({ starts: IMPLEMENTATION }) };
  const sent = { kind: 'sent', key: KEY, run: 20 } as const;
  const settled = { kind: 'observe', item: ITEM, sighting: seen('todo', 2) } as const;
  const state = stateAfter(asked, sent, settled);

  test.each([
    ['evicted', [{ kind: 'lose', key: KEY, how: 'evicted', maxAttempts: 3 }]],
    ['cancelled', [{ kind: 'lose', key: KEY, how: 'cancelled', maxAttempts: 3 }]],
    ['completed', [{ kind: 'lose', key: KEY, how: 'never-started', maxAttempts: 3 }]],
    [
      'startup-failure',
      [
        { kind: 'break', why: 'run 20 could not be started' },
        { kind: 'lose', key: KEY, how: 'refused', maxAttempts: 3 },
      ],
    ],
  ] as const)('came to nothing: %s', (end, commands) => {
    expect(found({ state, life: over(end) })).toEqual(commands);
  });

  test('is left alone while that run lives, is not known, or has accepted it', () => {
    expect(found({ state })).toEqual([]);
    expect(found({ state: stateAfter(asked, settled), life: over('completed') })).toEqual([]);
    const accepted = stateAfter(asked, sent, settled, claim({ dispatch: { kind: 'key', key: KEY } }));
    expect(found({ state: accepted, life: over('completed') })).toMatchObject([{ kind: 'release' }]);
  });

  test('is sent again only if nobody knows of a run, two minutes after it was asked for', () => {
    expect(unsent(stateAfter(asked), minute(2.9))).toEqual([]);
    expect(unsent(stateAfter(asked), minute(3))).toEqual([KEY]);
    expect(unsent(state, minute(60))).toEqual([]);
    expect(unsent(stateAfter(asked, claim({ dispatch: { kind: 'key', key: KEY } })), minute(60))).toEqual([]);
  });

  test('is not sent again if a run has accepted it, though nobody has written down that it was sent', () => {
    const { dispatches, ...rest } = stateAfter(asked);
    const dispatch = dispatches[KEY];
    if (!dispatch) throw new Error('nothing was asked for');
    const accepted = { ...dispatch, acceptedBy: { id: 20, attempt: 1 } };
    expect(unsent({ ...rest, dispatches: { [KEY]: accepted } }, minute(60))).toEqual([]);
  });
});

describe('free capacity', () => {
  const request = { kind: 'request', ...filler, item: null };
  const free = { backlog: 1, policy: { filler } };
  const inReview = { [ITEM]: seen('in-review', 1) };

  test('is filled up to the limit, and not beyond it', () => {
    expect(found(free)).toEqual([request]);
    expect(found({ ...free, items: inReview })).toEqual([request]);
    expect(found({ ...free, items: { ...inReview, [OTHER]: seen('in-progress', 1) } })).toEqual([]);
  });

  test('is taken by what is in flight alone', () => {
    const items = { [ITEM]: seen('planning', 1), [OTHER]: seen(null, 1), 'acme/web#1': seen('done', 1) };
    expect(found({ ...free, items, policy: { filler, maxInFlight: 1 } })).toEqual([request]);
  });

  test('is taken by a decided move into flight, once with its item, and by no other move', () => {
    const state = stateAfter(move());
    const items = { [ITEM]: seen('todo', 1) };
    expect(found({ ...free, state, items })).toEqual([request]);
    expect(found({ ...free, state, items: { [OTHER]: seen('todo', 1) } })).toEqual([]);
    const away = stateAfter(move({ to: 'planning' }));
    expect(found({ ...free, state: away, items: { [OTHER]: seen('todo', 1) } })).toEqual([request]);
  });

  test('is left while the backlog-manager is at work, and not because another agent is', () => {
    const manager = { agent: 'backlog-manager', subjects: ['project'], item: null } as const;
    expect(found({ ...free, state: stateAfter(claim(manager)) })).toEqual([]);
    expect(found({ ...free, state: stateAfter(claim()) })).toEqual([request]);
  });

  test('is left where nobody fills it, and where nothing waits', () => {
    expect(found({ backlog: 1 })).toEqual([]);
    expect(found({ ...free, backlog: 0 })).toEqual([]);
  });
});

describe('what the board shows', () => {
  test('is told of every item, with what its stage starts', () => {
    const items = { [ITEM]: seen('todo', 1), [OTHER]: seen(null, 1), 'acme/web#1': seen('backlog', 1) };
    const circumstances: Circumstances = {
      id: 'r',
      state: new LedgerWorld().state,
      items: new Map(Object.entries(items)),
      backlog: 0,
      closed: new Set(),
      lifeOf: () => ({ kind: 'unknown' }),
      readAt: minute(60),
      run: null,
      policy,
    };
    expect(due(circumstances)).toEqual([
      { kind: 'observe', item: ITEM, sighting: items[ITEM], starts: IMPLEMENTATION },
      { kind: 'observe', item: OTHER, sighting: items[OTHER] },
      { kind: 'observe', item: 'acme/web#1', sighting: items['acme/web#1'] },
    ]);
    // Nothing starts in no stage, whatever the policy starts.
    const eager = due({ ...circumstances, policy: { ...policy, startsAt: () => IMPLEMENTATION } });
    expect(eager.filter((one) => 'starts' in one).map((one) => 'item' in one && one.item)).toEqual([
      ITEM,
      'acme/web#1',
    ]);
  });
});

describe('places for runs', () => {
  const WAITS = 'acme/web#541';
  const THIRD = 'acme/web#540';
  const request = { kind: 'request', agent: 'implementation', cause: 'no-run' } as const;
  const working = claim({ item: OTHER, subjects: [`item ${OTHER}`, 'pull-request acme/web#600'] });
  const state = stateAfter(
    { ...request, item: WAITS },
    { ...request, agent: 'backlog-manager', item: null },
    working,
    { kind: 'observe', item: THIRD, sighting: seen('todo', 1, { open: false }), starts: IMPLEMENTATION },
  );
  const items = { [THIRD]: seen('todo', 1) };

  test('are taken by items that are worked on or asked for, and by nothing else', () => {
    expect(found({ state, items, policy: { maxRuns: 3 } })).toEqual([{ ...request, item: THIRD }]);
    expect(found({ state, items, policy: { maxRuns: 2 } })).toEqual([]);
  });

  test('are free again when a run is over, also one that a person cancelled', () => {
    const commands = found({ state, items, life: over('cancelled'), policy: { maxRuns: 2 } });
    expect(commands).toContainEqual({ ...request, item: THIRD });
    const failed = { item: OTHER, cause: 'cancelled', maxAttempts: 1 };
    expect(commands).toContainEqual({ kind: 'release', claim: 'claim-1', forDead: true, failed });
  });
});
