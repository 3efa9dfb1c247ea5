import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ItemId, itemKey } from '../../../src/core/item-id.ts';
import type { LedgerWorld } from '../../../src/ledger/ledger-world.ts';
import { alikeRaces, mover, type Race, type Step } from './every-race.ts';
import { type BoardType, createLedgerTestWorld, type LedgerTestWorld, move } from './ledger-test-world.ts';
import { Turnstile } from './turnstile.ts';

/** What it is called on either board. */
const STEPS: Readonly<Record<string, Step>> = {
  'query ReadLedger': 'read ledger',
  'query SeeLabelledIssues': 'read item',
  'query SeeBoardItems': 'read item',
  'mutation AppendToLedger': 'append',
  'mutation MoveLabel': 'write board',
  'mutation MoveCards': 'write board',
};

/** The two are alike, so that it does not matter which comes first. */
const races = alikeRaces(mover({ tells: false }), 'A').map(([race, ...others]) => ({
  ...race,
  all: [race, ...others],
  others: others.length,
}));

describe.each<BoardType>(['labels', 'projects'])('two processes that move one item, on %s', (type) => {
  let world: LedgerTestWorld;

  beforeAll(async () => {
    world = await createLedgerTestWorld(type);
  });

  afterAll(() => world[Symbol.asyncDispose]());

  test.each(races)(
    'with their calls in the order $order, or in $others that are the same to both: one has moved it',
    async ({ all }) => {
      const seen: unknown[] = [];
      for (const one of all) seen.push(await play(one));
      expect(seen).toEqual(seen.map(() => seen[0]));
    },
  );

  /** Answers with what the two were told, each call by each. */
  async function play({ order, turns, loses }: Race): Promise<Readonly<Record<string, readonly string[]>>> {
    const item = world.addItem();
    world.sandbox.passTime(2_000);
    world.operations();
    const turnstile = new Turnstile(order);
    const told: Record<string, string[]> = { A: [], B: [] };
    const ends = await Promise.all(
      ['A', 'B'].map(async (name) => {
        const actor = world.actor({ fetch: turnstile.fetchOf(name) });
        const end = await move(listening(actor, item, told[name] ?? []), item);
        turnstile.leave(name);
        return end;
      }),
    );
    expect(world.operations().map((name) => STEPS[name])).toEqual(turns.map(({ step }) => step));
    const [moved, ...others] = ends.filter(({ outcome }) => outcome === 'moved');
    expect(moved).toBeDefined();
    expect(others).toEqual([]);
    expect(ends.find((end) => end !== moved)).toMatchObject({ reason: loses });
    expect(world.stateOf(item)).toEqual(['Todo']);
    const decided = (await world.entries(5)).flatMap(({ events }) =>
      events.filter((event) => event.type === 'move-decided' && event.item === itemKey(item)),
    );
    expect(decided).toHaveLength(1);
    return told;
  }
});

/** The same process, whose answers are noted as far as they are about the item. */
function listening(world: LedgerWorld, item: ItemId, told: string[]): LedgerWorld {
  const note = <Answer>(answer: Answer, said: string): Answer => {
    told.push(said);
    return answer;
  };
  return {
    ...world,
    'read-ledger': async (effect) => {
      const answer = await world['read-ledger'](effect);
      const record = answer.kind === 'ledger' ? answer.state.items[itemKey(item)] : undefined;
      return note(answer, `the ledger moves it to ${record?.move?.to ?? 'nowhere'}`);
    },
    'read-items': async (effect) => {
      const answer = await world['read-items'](effect);
      const [sighting] = answer.kind === 'items' ? answer.sightings : [];
      return note(answer, `the board shows it in ${sighting?.version.stage}`);
    },
    append: async (effect) => {
      const answer = await world.append(effect);
      return note(answer, `its append is a ${answer.kind}`);
    },
    'write-item': async (effect) => {
      const answer = await world['write-item'](effect);
      return note(answer, `its write is ${answer.kind}`);
    },
  };
}
