import { describe, expect, test } from 'vitest';
import type { RunBudget } from '../../../../src/core/ledger/budget.ts';
import type { RunCost } from '../../../../src/core/ledger/cost.ts';
import type { ClaimCommand, LedgerCommand } from '../../../../src/core/ledger/ledger-command.ts';
import { claim, IMPLEMENTATION, ITEM, LedgerWorld, minute, move, OTHER, seen } from './ledger-world.ts';

const MIDNIGHT = 15 * 60;

function budget(more: Partial<RunBudget['caps']> = {}): RunBudget {
  return {
    reserve: { nanoDollars: 5, unpricedTokens: 500 },
    caps: { item: { nanoDollars: 12 }, day: {}, ...more },
  };
}

function cost(more: Partial<RunCost> = {}): RunCost {
  return { nanoDollars: 3, unpricedTokens: 0, tokens: 70, seconds: 60, isFull: false, ...more };
}

/** A run by hand on an item, under a claim of its own. */
function costing(number: number, more: Partial<ClaimCommand> = {}): ClaimCommand {
  const run = { id: number, attempt: 1 };
  return claim({ id: `claim-${number}`, run, budget: budget(), ...more });
}

function release(number: number, more: object = {}): LedgerCommand {
  return { kind: 'release', claim: `claim-${number}`, ...more };
}

/** An item in todo that the ledger knows, with a dispatch. */
function inTodo(item = ITEM): LedgerWorld {
  const world = new LedgerWorld();
  world.give(move({ item, starts: IMPLEMENTATION }));
  world.give({ kind: 'observe', item, sighting: seen('todo', 2) });
  return world;
}

const sums = ({ state }: LedgerWorld) => state.costs;

describe('what a run may cost', () => {
  test('is reserved by its claim, in the same entry, and replaced by what it did cost in that of its release', () => {
    const world = inTodo();
    world.give(costing(20));
    const { seq } = world.state;
    expect(world.state.claims[`item ${ITEM}`]?.reserved).toEqual({ nanoDollars: 5, unpricedTokens: 500 });
    world.give(release(20, { cost: cost() }));
    expect(world.state.seq).toBe(seq + 1);
    const sum = { nanoDollars: 3, unpricedTokens: 0, tokens: 70, seconds: 60, runs: 1, uncountedRuns: 0 };
    expect(sums(world)).toEqual({ items: { [ITEM]: sum }, days: { '2026-11-23': sum } });
  });

  test('adds up over the runs of an item, also where nobody counted the tokens', () => {
    const world = inTodo();
    for (const [number, one] of [
      cost(),
      cost({ nanoDollars: 0, unpricedTokens: 40, tokens: null }),
    ].entries()) {
      world.give(costing(20 + number));
      world.give(release(20 + number, { cost: one }));
    }
    expect(sums(world).items[ITEM]).toEqual({
      nanoDollars: 3,
      unpricedTokens: 40,
      tokens: 70,
      seconds: 120,
      runs: 2,
      uncountedRuns: 1,
    });
  });

  test('is nothing where no engine was started', () => {
    const world = inTodo();
    world.give(costing(20));
    world.give(release(20, { cost: null }));
    expect(sums(world)).toEqual({ items: {}, days: {} });
  });

  test.each([
    ['is found dead', release(20, { forDead: true })],
    ['does not say', release(20)],
    ['is taken over', costing(21, { dead: ['claim-20'] })],
    ['is run again', costing(20, { id: 'claim-again', run: { id: 20, attempt: 2 } })],
  ])('counts in full if the run %s', (_, command) => {
    const world = inTodo();
    world.give(costing(20));
    expect(world.give(command)).toMatchObject({ kind: 'accepted' });
    const full = { nanoDollars: 5, unpricedTokens: 500, tokens: 0, seconds: 0, runs: 1, uncountedRuns: 1 };
    expect(sums(world)).toEqual({ items: { [ITEM]: full }, days: { '2026-11-23': full } });
  });

  test('counts for the day alone where it is no item', () => {
    const world = new LedgerWorld();
    const project = { subjects: ['project'], item: null, agent: 'backlog-manager' };
    world.give(costing(20, project));
    world.give(release(20, { cost: cost() }));
    expect(sums(world)).toMatchObject({ items: {}, days: { '2026-11-23': { nanoDollars: 3 } } });
  });

  test('counts once for an item that is held with its pull request', () => {
    const world = inTodo();
    const caps = { item: {}, day: { nanoDollars: 10 } };
    world.give(costing(20, { subjects: [`item ${ITEM}`, 'pull-request acme/web#600'] }));
    const other = costing(21, { subjects: [`item ${OTHER}`], item: OTHER, budget: budget(caps) });
    expect(world.give(other)).toMatchObject({ event: { type: 'claimed' } });
  });
});

describe('a run that could pass a cap does not start', () => {
  const spent = (...amounts: readonly number[]): LedgerWorld => {
    const world = inTodo();
    for (const [index, nanoDollars] of amounts.entries()) {
      world.give(costing(index + 1));
      world.give(release(index + 1, { cost: cost({ nanoDollars }) }));
    }
    return world;
  };
  const key = `implementation:${ITEM}:2`;
  const keyed = { dispatch: { kind: 'key', key } } as const;

  test('unless there is exactly enough left', () => {
    expect(spent(5, 2).give(costing(9, keyed))).toMatchObject({ event: { type: 'claimed' } });
    expect(spent(5, 3).give(costing(9, keyed))).toEqual({
      kind: 'accepted',
      event: {
        type: 'budget-reached',
        item: ITEM,
        key,
        reached: { of: 'item', unit: 'nanoDollars', spent: 8, reserved: 0, wanted: 5, cap: 12 },
        handedOver: true,
      },
    });
  });

  test('and its item is a person’s, whose dispatch comes to nothing and whom nobody starts again', () => {
    const world = spent(5, 5);
    world.give(costing(9, keyed));
    expect(world.state).toMatchObject({
      claims: {},
      dispatches: {},
      items: { [ITEM]: { needsHuman: true } },
    });
    const request = { kind: 'request', ...IMPLEMENTATION, item: ITEM } as const;
    expect(world.give(request)).toEqual({ kind: 'refused', reason: 'needs-human' });
  });

  test('which is decided once, however often a person starts a run by hand', () => {
    const world = spent(5, 5);
    expect(world.give(costing(9))).toMatchObject({ event: { handedOver: true, key: null } });
    const { seq } = world.state;
    expect(world.give(costing(10))).toEqual({
      kind: 'refused',
      reason: 'budget-spent',
      reached: { of: 'item', unit: 'nanoDollars', spent: 10, reserved: 0, wanted: 5, cap: 12 },
    });
    expect(world.state.seq).toBe(seq);
  });

  test('nor after a person has moved the item: that forgives failures and no cost', () => {
    const world = spent(5, 5);
    world.give(costing(9, keyed));
    const back = seen('todo', 500);
    world.give({ kind: 'observe', item: ITEM, sighting: back, starts: IMPLEMENTATION });
    expect(world.state.items[ITEM]).toMatchObject({ needsHuman: false, attempts: {} });
    expect(sums(world).items[ITEM]).toMatchObject({ nanoDollars: 10 });
    const again = { dispatch: { kind: 'key', key: `implementation:${ITEM}:${world.state.seq}` } } as const;
    expect(world.give(costing(10, again))).toMatchObject({
      event: { type: 'budget-reached', handedOver: true },
    });
  });

  test('because of what a dead run had reserved, before and after it is taken over', () => {
    const world = spent(5);
    world.give(costing(8));
    const successor = costing(9, { dead: ['claim-8'] });
    expect(world.give(successor)).toMatchObject({ event: { reached: { spent: 5, reserved: 5, wanted: 5 } } });
    world.give(release(8, { forDead: true }));
    expect(world.give(costing(10))).toMatchObject({ kind: 'refused', reached: { spent: 10, reserved: 0 } });
  });

  test('in tokens, where the price is not known', () => {
    const world = inTodo();
    const caps = { item: { nanoDollars: 12, unpricedTokens: 900 } };
    world.give(costing(20));
    world.give(release(20, { cost: cost({ nanoDollars: 0, unpricedTokens: 401 }) }));
    expect(world.give(costing(21, { budget: budget(caps) }))).toMatchObject({
      event: { reached: { of: 'item', unit: 'unpricedTokens', spent: 401, wanted: 500, cap: 900 } },
    });
  });

  test('of the day, with what runs at other items may cost', () => {
    const caps = { item: {}, day: { nanoDollars: 12 } };
    const world = spent(3);
    const other = { subjects: [`item ${OTHER}`], item: OTHER };
    world.give(costing(7, other));
    expect(world.give(costing(8, { budget: budget(caps) }))).toMatchObject({
      event: { reached: { of: 'day', spent: 3, reserved: 5, wanted: 5, cap: 12 }, handedOver: true },
    });
  });

  test('of the day, for the project: there is nobody to hand it to, and its dispatch comes to nothing', () => {
    const world = spent(5, 5);
    world.give({ kind: 'request', agent: 'backlog-manager', item: null, cause: 'merged' });
    const asked = `backlog-manager:project:${world.state.seq}`;
    const run = costing(9, {
      agent: 'backlog-manager',
      subjects: ['project'],
      item: null,
      dispatch: { kind: 'key', key: asked },
      budget: budget({ day: { nanoDollars: 12 } }),
    });
    expect(world.give(run)).toMatchObject({ event: { item: null, handedOver: false } });
    expect(world.state.dispatches).not.toHaveProperty(asked);
    expect(world.give({ ...run, dispatch: { kind: 'manual', cause: 'by hand' } })).toMatchObject({
      kind: 'refused',
      reason: 'budget-spent',
    });
  });

  test('but for one that can cost nothing that is counted', () => {
    const free = {
      reserve: { nanoDollars: 0, unpricedTokens: 0 },
      caps: { item: { nanoDollars: 1 }, day: {} },
    };
    expect(spent(5, 5).give(costing(9, { budget: free }))).toMatchObject({ event: { type: 'claimed' } });
  });
});

describe('the sum of a day', () => {
  const daily = budget({ item: {}, day: { nanoDollars: 9 } });

  test('begins anew at midnight, UTC, and lasts for two days', () => {
    const world = inTodo();
    world.give(costing(20));
    world.give(release(20, { cost: cost({ nanoDollars: 5 }) }));
    expect(world.give(costing(21, { budget: daily }))).toMatchObject({ event: { type: 'budget-reached' } });
    world.now = MIDNIGHT;
    expect(world.give(costing(22, { budget: daily }))).toMatchObject({ event: { type: 'claimed' } });
    world.give(release(22, { cost: cost({ nanoDollars: 4 }) }));
    expect(sums(world).days).toMatchObject({
      '2026-11-23': { nanoDollars: 5 },
      '2026-11-24': { nanoDollars: 4 },
    });
    world.now = MIDNIGHT + 24 * 60;
    world.give({ kind: 'break', why: 'anything' });
    expect(Object.keys(sums(world).days)).toEqual(['2026-11-24']);
  });

  test('holds what a run reserved that works past midnight, and then what it cost', () => {
    const world = inTodo();
    world.give(costing(20));
    world.now = MIDNIGHT;
    const other = costing(21, { subjects: [`item ${OTHER}`], item: OTHER, budget: daily });
    expect(world.give(other)).toMatchObject({ kind: 'refused', reached: { spent: 0, reserved: 5 } });
    world.give(release(20, { cost: cost() }));
    expect(sums(world).days).toMatchObject({ '2026-11-24': { nanoDollars: 3 } });
  });
});

describe('what an item has cost', () => {
  const costly = (): LedgerWorld => {
    const world = inTodo();
    world.give(costing(20));
    world.give(release(20, { cost: cost() }));
    return world;
  };

  test('is known for as long as it is open, when all else about it is forgotten', () => {
    const world = costly();
    world.give({ kind: 'observe', item: ITEM, sighting: seen('done', 30) });
    world.now = 10_000;
    world.give({ kind: 'break', why: 'anything' });
    expect(world.state.items).toEqual({});
    expect(sums(world)).toMatchObject({ items: { [ITEM]: { nanoDollars: 3 } }, days: {} });
  });

  test('is forgotten when it is closed, and not before its run has ended', () => {
    const world = costly();
    const close = { kind: 'close', item: ITEM } as const;
    world.give(costing(21));
    expect(world.give(close)).toEqual({ kind: 'refused', reason: 'claimed' });
    world.give(release(21, { cost: null }));
    expect(world.give(close)).toEqual({ kind: 'accepted', event: { type: 'item-closed', item: ITEM } });
    expect(sums(world)).toMatchObject({ items: {}, days: { [minute(0).slice(0, 10)]: { nanoDollars: 3 } } });
    expect(world.give(close)).toEqual({ kind: 'noop', reason: 'already-known' });
  });
});
