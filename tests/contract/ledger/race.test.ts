import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { itemKey } from '../../../src/core/ledger/subject.ts';
import { type BoardType, createLedgerTestWorld, type LedgerTestWorld, move } from './ledger-test-world.ts';
import { everyOrder, Turnstile } from './turnstile.ts';

/** Of a move that nobody disturbs: ledger, item, append, board. */
const CALLS = 4;
/** The two are alike, so that it does not matter which comes first. */
const orders = everyOrder(CALLS, CALLS).filter((order) => order.startsWith('A'));

describe.each<BoardType>(['labels', 'projects'])('two processes that move one item, on %s', (type) => {
  let world: LedgerTestWorld;

  beforeAll(async () => {
    world = await createLedgerTestWorld(type);
  });

  afterAll(() => world[Symbol.asyncDispose]());

  test.each(orders)('with their calls in the order %s: one has moved it', async (order) => {
    const item = world.addItem();
    const turnstile = new Turnstile(order);
    const ends = await Promise.all(
      ['A', 'B'].map(async (name) => {
        const end = await move(world.actor({ fetch: turnstile.fetchOf(name) }), item);
        turnstile.leave(name);
        return end;
      }),
    );
    const [moved, ...others] = ends.filter(({ outcome }) => outcome === 'moved');
    expect(moved).toBeDefined();
    expect(others).toEqual([]);
    const other = ends.find((end) => end !== moved);
    expect(['already-there', 'state-changed']).toContain(other && 'reason' in other && other.reason);
    expect(world.stateOf(item)).toEqual(['Todo']);
    const decided = (await world.entries(5)).flatMap(({ events }) =>
      events.filter((event) => event.type === 'move-decided' && event.item === itemKey(item)),
    );
    expect(decided).toHaveLength(1);
  });
});
