import { expect, test } from 'vitest';
import type { BoardItem } from '../../../src/core/board-item.ts';
import type { MoveResult } from '../../../src/core/move-result.ts';
import type { Stage } from '../../../src/core/stages.ts';
import {
  type Choice,
  movedItems,
  type PolicyTools,
  selectItems,
  type Why,
} from '../../../src/engines/policy/select-items.ts';

/** A board in memory, on which `interfere` may act just before a move. */
class World implements PolicyTools {
  readonly stages = new Map<number, Stage>();
  readonly waiting = new Map<number, readonly number[]>();
  readonly whys: Why[] = [];
  lookedUp: number[] = [];
  interfere: (number: number) => MoveResult['outcome'] | undefined = () => undefined;

  constructor(stages: Readonly<Record<number, Stage>>) {
    for (const [number, stage] of Object.entries(stages)) this.stages.set(Number(number), stage);
  }

  unlisted = { backlog: 0, inFlight: 0 };

  list = async () => ({
    items: [...this.stages].map(([number, stage]) => toItem(number, stage)),
    unlisted: this.unlisted,
  });

  listMore: PolicyTools['listMore'] = async () => undefined;

  dependenciesOf = async ({ id }: BoardItem) => {
    this.lookedUp.push(id.number);
    const dependencies = (this.waiting.get(id.number) ?? []).map((number) => ({
      kind: this.stages.has(number) ? ('unfinished' as const) : ('resolved' as const),
      id: { ...id, number },
      title: '',
    }));
    return { dependencies, counted: 0, listed: 0 };
  };

  select = (choices: readonly Choice[]): AsyncIterable<MoveResult> => this.#move(choices);

  async *#move(choices: readonly Choice[]): AsyncGenerator<MoveResult> {
    for (const { item, why } of choices) {
      const { number } = item.id;
      this.whys.push(why);
      const outcome = this.interfere(number) ?? 'moved';
      if (outcome === 'moved') this.stages.set(number, 'todo');
      yield { outcome, reason: 'moved', message: '', item: `acme/web#${number}`, destination: 'Todo' };
      if (outcome !== 'moved') return;
    }
  }

  async run(maxInFlight: number) {
    const result = await selectItems(this, maxInFlight);
    return { ...result, moved: movedItems(result.attempts).map(({ number }) => number) };
  }
}

function toItem(number: number, stage: Stage): BoardItem {
  return {
    id: { owner: 'acme', repository: 'web', number },
    title: '',
    body: '',
    url: '',
    open: true,
    createdAt: new Date(Date.UTC(2026, 0, number)).toISOString(),
    states: [{ stage, name: stage }],
    openBlockers: 0,
  };
}

test('fills all free capacity, oldest first', async () => {
  const world = new World({ 4: 'backlog', 1: 'in-review', 3: 'backlog', 2: 'backlog' });
  expect(await world.run(3)).toMatchObject({ moved: [2, 3], inFlight: 3, backlog: 3 });
});

test('at capacity it looks at no candidate', async () => {
  const world = new World({ 1: 'todo', 2: 'backlog' });
  expect(await world.run(1)).toMatchObject({ moved: [], attempts: [], blocked: [] });
  expect(world.lookedUp).toEqual([]);
});

test('passes over what waits, and says how many it passed over', async () => {
  const world = new World({ 1: 'backlog', 2: 'backlog', 9: 'splitting' });
  world.waiting.set(1, [9]);
  expect(await world.run(1)).toMatchObject({
    moved: [2],
    blocked: [{ blockers: ['acme/web#9 is not finished'] }],
  });
  expect(world.whys).toMatchObject([{ passedOver: 1, inFlight: 0 }]);
});

test('does not count its own selections as passed over', async () => {
  const world = new World({ 1: 'backlog', 2: 'backlog' });
  await world.run(2);
  expect(world.whys).toMatchObject([
    { passedOver: 0, inFlight: 0 },
    { passedOver: 0, inFlight: 1 },
  ]);
});

test('looks up no dependency beyond the free capacity', async () => {
  const world = new World({ 1: 'backlog', 2: 'backlog', 3: 'backlog' });
  await world.run(1);
  expect(world.lookedUp).toEqual([1]);
});

test('tries the next candidate when a person moved the first one away', async () => {
  const world = new World({ 1: 'backlog', 2: 'backlog' });
  world.interfere = (number) => {
    if (number !== 1) return undefined;
    world.stages.set(1, 'planning');
    return 'refused';
  };
  expect(await world.run(1)).toMatchObject({ moved: [2] });
});

test('counts what another run moved meanwhile, and selects nothing beyond the capacity', async () => {
  const world = new World({ 1: 'backlog', 2: 'backlog' });
  world.interfere = () => {
    world.stages.set(1, 'in-progress');
    return 'refused';
  };
  expect(await world.run(1)).toMatchObject({ moved: [], inFlight: 1 });
});

test('a move that failed ends the selection', async () => {
  const world = new World({ 1: 'backlog', 2: 'backlog' });
  world.interfere = () => 'failed';
  expect((await world.run(2)).attempts).toHaveLength(1);
});

test('an error after a move does not hide the move', async () => {
  const world = new World({ 1: 'backlog', 2: 'backlog' });
  const { dependenciesOf } = world;
  world.dependenciesOf = (item) =>
    item.id.number === 2 ? Promise.reject(new Error('limit')) : dependenciesOf(item);
  expect(await world.run(2)).toMatchObject({ moved: [1], interrupted: new Error('limit') });
});

test('what was not listed counts, for the capacity and for the backlog', async () => {
  const world = new World({ 1: 'backlog', 2: 'backlog' });
  world.unlisted = { backlog: 400, inFlight: 2 };
  expect(await world.run(3)).toMatchObject({ moved: [1], backlog: 402, inFlight: 3 });
});

/** A backlog of pages, of which the first is listed. Item 99 is not finished. */
function paged(pages: readonly (readonly number[])[], unlistedAtEnd = 0): World {
  const [first = [], ...others] = pages;
  const world = new World({ 99: 'splitting' });
  for (const number of first) world.stages.set(number, 'backlog');
  const left = [...others];
  const count = () => left.flat().length + unlistedAtEnd;
  world.unlisted = { backlog: count(), inFlight: 0 };
  world.listMore = async () => {
    const page = left.shift();
    if (!page) return undefined;
    for (const number of page) world.stages.set(number, 'backlog');
    world.unlisted = { backlog: count(), inFlight: 0 };
    return world.list();
  };
  return world;
}

test('where all that is listed waits, the next page is looked at, and the one after it', async () => {
  const world = paged([[1, 2], [3], [4, 5]]);
  for (const number of [1, 2, 3]) world.waiting.set(number, [99]);
  expect(await world.run(1)).toMatchObject({ moved: [4], notLookedAt: 0, backlog: 5 });
  expect(world.lookedUp).toEqual([1, 2, 3, 4]);
  expect(world.whys).toMatchObject([{ passedOver: 3, notLookedAt: 0 }]);
});

test('no page is read for which there is no room', async () => {
  const world = paged([[1, 2], [3]]);
  expect(await world.run(1)).toMatchObject({ moved: [1], notLookedAt: 0 });
  expect(world.whys).toMatchObject([{ passedOver: 0, notLookedAt: 1 }]);
  expect(world.stages.has(3)).toBe(false);
});

test('what fits is taken from two pages, and moved together', async () => {
  const world = paged([[1, 2], [3]]);
  world.waiting.set(1, [99]);
  expect(await world.run(2)).toMatchObject({ moved: [2, 3], inFlight: 2 });
});

test('a younger item that waits was not passed over by an older one of a later page', async () => {
  const world = paged([[8, 9], [3]]);
  for (const number of [8, 9]) world.waiting.set(number, [99]);
  expect(await world.run(1)).toMatchObject({ moved: [3] });
  expect(world.whys).toMatchObject([{ passedOver: 0 }]);
});

test('says how many were not looked at where all others wait', async () => {
  const world = paged([[1], [2]], 30);
  for (const number of [1, 2]) world.waiting.set(number, [99]);
  expect(await world.run(1)).toMatchObject({ moved: [], notLookedAt: 30, backlog: 32 });
});

test('a candidate that was found ready is not looked up again after another one was refused', async () => {
  const world = new World({ 1: 'backlog', 2: 'backlog' });
  world.interfere = (number) => {
    if (number !== 1) return undefined;
    world.stages.set(1, 'planning');
    return 'refused';
  };
  expect(await world.run(2)).toMatchObject({ moved: [2] });
  expect(world.lookedUp).toEqual([1, 2]);
});
