import { describe, expect, test } from 'vitest';
import type { Circumstances, Policy } from '../../../../src/core/ledger/circumstances.ts';
import { due, unsent } from '../../../../src/core/ledger/due.ts';
import type { LedgerCommand, Sighting } from '../../../../src/core/ledger/ledger-command.ts';
import type { Life } from '../../../../src/core/ledger/protocol/effect.ts';
import type { RunReference } from '../../../../src/core/ledger/run-reference.ts';
import {
  claim,
  IMPLEMENTATION,
  ITEM,
  LedgerWorld,
  minute,
  move,
  OTHER,
  seen,
  waiting,
} from './ledger-world.ts';

const policy: Policy = {
  maxInFlight: 1,
  maxAttempts: 2,
  hasReview: true,
  startsAt: (stage) => (stage === 'todo' ? IMPLEMENTATION : undefined),
  filler: { agent: 'backlog-manager', cause: 'free-capacity' },
};

interface Found {
  readonly world: LedgerWorld;
  readonly items?: Readonly<Record<string, Sighting>>;
  readonly backlog?: number;
  /** By run id; all others are alive. */
  readonly over?: Readonly<Record<number, Extract<Life, { kind: 'over' }>['end']>>;
  readonly readAt?: string;
  readonly closed?: readonly string[];
}

function circumstances({
  world,
  items = {},
  backlog = 0,
  over = {},
  readAt = minute(60),
  closed = [],
}: Found): Circumstances {
  const lifeOf = ({ id }: RunReference): Life => {
    const end = over[id];
    return end === undefined ? { kind: 'alive' } : { kind: 'over', since: minute(30), end };
  };
  const read = { items: new Map(Object.entries(items)), backlog, closed: new Set(closed), lifeOf, readAt };
  return { id: 'r', state: world.state, ...read, run: null, policy };
}

/** Gives the ledger what is due, as the reconciler does: in one entry. */
function reconcile(found: Found): readonly LedgerCommand[] {
  const commands = due(circumstances(found));
  const verdicts = found.world.giveAll(commands);
  return commands.filter((_, index) => verdicts[index]?.kind === 'accepted');
}

const kinds = (commands: readonly LedgerCommand[]): readonly string[] => commands.map(({ kind }) => kind);

describe('an item whose move was decided and never written', () => {
  test('is written by the reconciler once its run has been over for a minute', () => {
    const world = new LedgerWorld();
    world.give(move());
    const found = { world, items: { [ITEM]: seen('backlog', 1) }, over: { 7: 'completed' } } as const;
    expect(kinds(reconcile(found))).toEqual(['adopt']);
  });

  test('is left alone while its run lives, and within the minute', () => {
    const world = new LedgerWorld();
    world.give(move());
    const items = { [ITEM]: seen('backlog', 1) };
    expect(reconcile({ world, items })).toEqual([]);
    expect(reconcile({ world, items, over: { 7: 'completed' }, readAt: minute(30.5) })).toEqual([]);
  });

  test('is yielded to a person who moved it meanwhile', () => {
    const world = new LedgerWorld();
    world.give(move());
    const items = { [ITEM]: seen('planning', 20) };
    expect(kinds(reconcile({ world, items, over: { 7: 'completed' } }))).toEqual(['observe']);
  });
});

describe('an item in todo', () => {
  test('that a person moved there is started, though no webhook told of it', () => {
    const world = new LedgerWorld();
    reconcile({ world, items: { [ITEM]: seen('todo', 20) } });
    expect(waiting(world.state)).toEqual([`implementation:${ITEM}:2`]);
  });

  test('is started once, however often is reconciled', () => {
    const world = new LedgerWorld();
    reconcile({ world, items: { [ITEM]: seen('todo', 20) } });
    expect(reconcile({ world, items: { [ITEM]: seen('todo', 20) } })).toEqual([]);
  });

  test('that was there before the ledger is not started', () => {
    expect(reconcile({ world: new LedgerWorld(), items: { [ITEM]: seen('todo', -5) } })).toEqual([]);
  });

  test('whose run was evicted is asked for again', () => {
    const world = new LedgerWorld();
    world.give(move({ starts: IMPLEMENTATION }));
    world.give({ kind: 'observe', item: ITEM, sighting: seen('todo', 2) });
    world.give({ kind: 'sent', key: `implementation:${ITEM}:2`, run: 20 });
    const items = { [ITEM]: seen('todo', 2) };
    expect(kinds(reconcile({ world, items, over: { 20: 'evicted' } }))).toEqual(['lose']);
    expect(world.state.items[ITEM]?.attempts).toEqual({});
    expect(kinds(reconcile({ world, items }))).toEqual(['request']);
  });

  test('that was closed there is not asked for', () => {
    const world = new LedgerWorld();
    world.give({
      kind: 'observe',
      item: ITEM,
      sighting: seen('todo', 1, { open: false }),
      starts: IMPLEMENTATION,
    });
    world.give({ kind: 'observe', item: ITEM, sighting: seen('planning', 2) });
    world.give(move({ sighting: seen('planning', 2), expected: ['planning'] }));
    expect(
      reconcile({ world, items: { [ITEM]: seen('todo', 4, { open: false }) } }).map(({ kind }) => kind),
    ).toEqual(['observe']);
    expect(reconcile({ world, items: { [ITEM]: seen('todo', 4, { open: false }) } })).toEqual([]);
  });

  test('whose run died before it wrote that it took the item is written, not started beside it', () => {
    const world = new LedgerWorld();
    world.give(claim());
    const taken = {
      expected: ['todo'],
      to: 'in-progress',
      sighting: seen('todo', 1),
      claim: 'claim-1',
    } as const;
    world.give(move({ ...taken, run: { id: 20, attempt: 1 } }));
    const found = { world, items: { [ITEM]: seen('todo', 1) }, over: { 20: 'completed' } } as const;
    expect(kinds(reconcile(found))).toEqual(['release', 'adopt']);
  });

  test('whose run a person cancelled before it started stays where it is', () => {
    const world = new LedgerWorld();
    world.give(move({ starts: IMPLEMENTATION }));
    world.give({ kind: 'observe', item: ITEM, sighting: seen('todo', 2) });
    world.give({ kind: 'sent', key: `implementation:${ITEM}:2`, run: 20 });
    const items = { [ITEM]: seen('todo', 2) };
    reconcile({ world, items, over: { 20: 'cancelled' } });
    expect(reconcile({ world, items })).toEqual([]);
    expect(world.state.items[ITEM]?.needsHuman).toBe(true);
  });
});

describe('several items in todo', () => {
  test('are started as far as there are places for runs', () => {
    const world = new LedgerWorld();
    const numbers = [1, 2, 3, 4];
    for (const number of numbers) {
      world.give({
        kind: 'observe',
        item: `acme/web#${number}`,
        sighting: seen('todo', 1),
        starts: IMPLEMENTATION,
      });
      world.give({
        kind: 'lose',
        key: `implementation:acme/web#${number}:${world.state.seq}`,
        how: 'evicted',
        maxAttempts: 1,
      });
    }
    world.give(claim({ item: 'acme/web#1', subjects: ['item acme/web#1'] }));
    const items = Object.fromEntries(numbers.map((number) => [`acme/web#${number}`, seen('todo', 1)]));
    const found = circumstances({ world, items });
    const commands = due({ ...found, policy: { ...policy, maxRuns: 2 } });
    expect(kinds(commands).filter((kind) => kind === 'request')).toHaveLength(1);
  });
});

describe('an item in progress', () => {
  function inProgress(): LedgerWorld {
    const world = new LedgerWorld();
    world.give(claim());
    const taken = {
      expected: ['todo'],
      to: 'in-progress',
      sighting: seen('todo', 1),
      claim: 'claim-1',
    } as const;
    world.give(move({ ...taken, run: { id: 20, attempt: 1 } }));
    world.give({ kind: 'observe', item: ITEM, sighting: seen('in-progress', 3) });
    return world;
  }
  const items = { [ITEM]: seen('in-progress', 3) };

  test('whose run died goes back to todo, and is started again', () => {
    const world = inProgress();
    expect(kinds(reconcile({ world, items, over: { 20: 'completed' } }))).toEqual(['release', 'move']);
    expect(waiting(world.state)).toEqual([`implementation:${ITEM}:5`]);
  });

  test('whose runs died as often as they may is left to a person', () => {
    const world = inProgress();
    reconcile({ world, items, over: { 20: 'completed' } });
    world.give({ kind: 'observe', item: ITEM, sighting: seen('todo', 6) });
    world.give(claim({ id: 'claim-2', run: { id: 21, attempt: 1 } }));
    const taken = {
      expected: ['todo'],
      to: 'in-progress',
      sighting: seen('todo', 6),
      claim: 'claim-2',
    } as const;
    world.give(move({ ...taken, id: 'move-2', run: { id: 21, attempt: 1 } }));
    world.give({ kind: 'observe', item: ITEM, sighting: seen('in-progress', 9) });
    const again = { world, items: { [ITEM]: seen('in-progress', 9) }, over: { 21: 'completed' } } as const;
    expect(kinds(reconcile(again))).toEqual(['release']);
    expect(reconcile(again)).toEqual([]);
    expect(world.state.items[ITEM]?.needsHuman).toBe(true);
  });

  test('whose run a person cancelled is left to that person at once', () => {
    const world = inProgress();
    expect(kinds(reconcile({ world, items, over: { 20: 'cancelled' } }))).toEqual(['release']);
    expect(world.state.items[ITEM]).toMatchObject({ needsHuman: true, seen: { stage: 'in-progress' } });
  });

  test('is left alone while its run lives', () => {
    expect(reconcile({ world: inProgress(), items })).toEqual([]);
  });

  test('that has come as far as a review is not thought of', () => {
    const world = inProgress();
    world.give(
      move({
        expected: ['in-progress'],
        to: 'in-review',
        sighting: seen('in-progress', 3),
        claim: 'claim-1',
      }),
    );
    world.give({ kind: 'observe', item: ITEM, sighting: seen('in-review', 5) });
    world.give({ kind: 'release', claim: 'claim-1' });
    const found = circumstances({ world, items: { [ITEM]: seen('in-review', 5) } });
    expect(kinds(due(found))).toEqual(['observe']);
  });

  test('that a person put there is theirs', () => {
    const world = inProgress();
    world.give({ kind: 'release', claim: 'claim-1' });
    const theirs = { [ITEM]: seen('in-progress', 12) };
    world.give({ kind: 'observe', item: ITEM, sighting: seen('backlog', 10) });
    world.give({ kind: 'observe', item: ITEM, sighting: theirs[ITEM] ?? seen(null, 0) });
    expect(reconcile({ world, items: theirs })).toEqual([]);
  });

  test('that a workflow without a claim put there is left to it', () => {
    const world = new LedgerWorld();
    world.give(move({ expected: ['todo'], to: 'in-progress', sighting: seen('todo', 1) }));
    world.give({ kind: 'observe', item: ITEM, sighting: seen('in-progress', 3) });
    expect(reconcile({ world, items, over: { 7: 'completed' } })).toEqual([]);
  });
});

describe('an item whose pull request was merged', () => {
  const inReview = (mergedAt: number) => seen('in-review', 5, { open: false, mergedAt: minute(mergedAt) });

  test('moves on, though nobody heard of the merge', () => {
    const world = new LedgerWorld();
    expect(kinds(reconcile({ world, items: { [ITEM]: inReview(8) } }))).toEqual(['move']);
    expect(world.state.items[ITEM]?.move?.to).toBe('merged');
  });

  test('goes where merged items go on its board', () => {
    const found = circumstances({ world: new LedgerWorld(), items: { [ITEM]: inReview(8) } });
    const moves = due({ ...found, policy: { ...policy, mergedStage: 'done' } });
    expect(moves).toContainEqual(expect.objectContaining({ kind: 'move', to: 'done' }));
  });

  test.each([
    ['was brought back after the merge', inReview(4)],
    ['was pulled back to planning', seen('planning', 5, { mergedAt: minute(8) })],
    ['is there already', seen('merged', 5, { mergedAt: minute(8) })],
  ])('is left where it is if it %s', (_, sighting) => {
    const found = circumstances({ world: new LedgerWorld(), items: { [ITEM]: sighting } });
    expect(kinds(due(found))).not.toContain('move');
  });
});

describe('free capacity', () => {
  test('is filled while the backlog holds something', () => {
    const world = new LedgerWorld();
    expect(kinds(reconcile({ world, backlog: 3 }))).toEqual(['request']);
    expect(waiting(world.state)).toEqual(['backlog-manager:project:2']);
  });

  test.each([
    ['there is nothing in the backlog', {}],
    ['an item is in flight on the board', { backlog: 3, items: { [OTHER]: seen('in-review', -3) } }],
  ])('is left if %s', (_, found) => {
    expect(reconcile({ world: new LedgerWorld(), ...found })).toEqual([]);
  });

  test('is none where a decided move is about to fill it', () => {
    const world = new LedgerWorld();
    world.give(move());
    expect(reconcile({ world, backlog: 3, items: { [ITEM]: seen('backlog', 1) } })).toEqual([]);
  });

  test('is not filled twice while the backlog-manager is at work', () => {
    const world = new LedgerWorld();
    world.give(claim({ agent: 'backlog-manager', subjects: ['project'], item: null }));
    expect(reconcile({ world, backlog: 3 })).toEqual([]);
  });
});

describe('a workflow that cannot be started', () => {
  test('opens the breaker and costs the item no attempt', () => {
    const world = new LedgerWorld();
    world.give(move({ starts: IMPLEMENTATION }));
    world.give({ kind: 'sent', key: `implementation:${ITEM}:2`, run: 20 });
    reconcile({ world, items: { [ITEM]: seen('todo', 3) }, over: { 20: 'startup-failure' } });
    expect(world.state.breaker?.why).toContain('20');
    expect(world.state.items[ITEM]?.attempts).toEqual({});
  });
});

describe('a dispatch that was asked for', () => {
  test('is sent again if nobody knows of a run after two minutes', () => {
    const world = new LedgerWorld();
    world.give(move({ starts: IMPLEMENTATION }));
    expect(unsent(world.state, minute(2))).toEqual([]);
    expect(unsent(world.state, minute(4))).toEqual([`implementation:${ITEM}:2`]);
  });
});
