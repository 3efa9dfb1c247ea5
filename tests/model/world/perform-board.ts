import type { ItemKey } from '../../../src/core/ledger/claim-subject.ts';
import type { Answers, Effect } from '../../../src/core/ledger/protocol/effect.ts';
import { isInFlight, type Stage } from '../../../src/core/stages.ts';
import type { ModelAnswers } from '../actors/model-effect.ts';
import { changed, changeOf, newest, sightingOf, stageOf, stillShown, versionOf } from './cell.ts';
import { timeOf } from './clock.ts';
import type { Outcome } from './outcome.ts';
import { AMBIGUOUS, DENIED, departed, UNREADABLE } from './perform-ledger.ts';
import { replaceProcess } from './processes.ts';
import type { Process, Rules, World } from './world.ts';

type ReadItems = Extract<Effect, { kind: 'read-items' }>;

/** Which change of which item a replica shows; others are shown as they are. */
type Lag = Readonly<Record<ItemKey, number>>;

/** Items by id, and the list of those in flight, which is a search and may lag on its own. */
export function readItems(world: World, process: Process, effect: ReadItems): readonly Outcome[] {
  const outcomes: Outcome[] = [readingOf(world, process, effect, { byId: {}, listed: {} })];
  for (const { item, number } of lags(world)) {
    const lag = { [item]: number };
    const name = `stale ${item} ${number}`;
    if (effect.items.includes(item)) {
      const stale = readingOf(world, process, effect, { byId: lag, listed: lag });
      outcomes.push({ ...stale, name, fault: 'stale' });
    }
    if (effect.inFlight) {
      const stale = readingOf(world, process, effect, { byId: {}, listed: lag });
      outcomes.push({ ...stale, name: `list ${name}`, fault: 'stale' });
    }
  }
  const blind = Object.fromEntries(effect.items.map((item) => [item, -1]));
  const unread = replaceProcess(world, process.name, ({ saw, listed }) => ({
    inDoubt: null,
    saw: { ...saw, ...blind },
    listed: effect.inFlight ? null : listed,
  }));
  outcomes.push({ name: 'unreadable', fault: 'unreadable', world: unread, answer: UNREADABLE });
  return outcomes;
}

function readingOf(
  world: World,
  process: Process,
  { items, inFlight }: ReadItems,
  { byId, listed }: { readonly byId: Lag; readonly listed: Lag },
): Outcome {
  const saw: Record<ItemKey, number> = {};
  const shown: Record<ItemKey, Process['shown'][ItemKey]> = {};
  const sightings = items.map((item) => {
    const cell = world.cells[item];
    if (!cell) return undefined;
    const number = byId[item] ?? newest(cell);
    saw[item] = number;
    const sighting = { ...sightingOf(cell, number, world.now), ...publishedOf(world, process, item) };
    shown[item] = sighting.ambiguous ? 'ambiguous' : sighting.open ? 'plain' : 'closed';
    return sighting;
  });
  const list = inFlight ? listStages(world, listed) : [];
  const answer: Answers['read-items'] = {
    kind: 'items',
    sightings,
    inFlight: list.flatMap(({ item, stage }) => (stage !== null && isInFlight(stage) ? [item] : [])),
    backlog: list.filter(({ stage }) => stage === 'backlog').length,
  };
  const known = replaceProcess(world, process.name, (before) => ({
    // A decision about an item that is gone fails.
    inDoubt: sightings.every((one) => one !== undefined) ? before.inDoubt : null,
    saw: { ...before.saw, ...saw },
    shown: { ...before.shown, ...shown },
    knows: laterOf(before.knows, saw),
    ...(inFlight && { listed: [...new Set([...answer.inFlight, ...shownInFlight(items, sightings)])] }),
  }));
  return { name: 'read', world: known, answer };
}

/** The reconciler alone looks at pull requests. */
function publishedOf(
  { pullRequests, branches }: World,
  { spec }: Process,
  item: ItemKey,
): { readonly publishedAt?: string } {
  const open = spec.role === 'reconciler' ? pullRequests.find((one) => one.item === item) : undefined;
  const workAt = open && branches[open.branch]?.workAt;
  return typeof workAt === 'number' ? { publishedAt: timeOf(workAt) } : {};
}

function shownInFlight(
  items: readonly ItemKey[],
  sightings: Extract<Answers['read-items'], { kind: 'items' }>['sightings'],
): readonly ItemKey[] {
  return items.filter((_, index) => {
    const stage = sightings[index]?.version.stage ?? null;
    return stage !== null && isInFlight(stage);
  });
}

/** The search for candidates. */
export function listBacklog(world: World, process: Process): readonly Outcome[] {
  const outcomeOf = (name: string, lag: Lag): Outcome => {
    const list = listStages(world, lag).filter(({ item }) => world.cells[item]?.open);
    const answer: ModelAnswers['list-backlog'] = {
      backlog: list.flatMap(({ item, stage }) => (stage === 'backlog' ? [item] : [])),
      inFlight: list.filter(({ stage }) => stage !== null && isInFlight(stage)).length,
    };
    const shown = Object.entries(world.cells).map(([item, cell]) => [item, lag[item] ?? newest(cell)]);
    const saw: Readonly<Record<ItemKey, number>> = Object.fromEntries(shown);
    const known = replaceProcess(world, process.name, (before) => ({ saw: { ...before.saw, ...saw } }));
    return { name, world: known, answer };
  };
  return [
    outcomeOf('list', {}),
    ...lags(world).map(({ item, number }): Outcome => {
      return { ...outcomeOf(`stale ${item} ${number}`, { [item]: number }), fault: 'stale' };
    }),
  ];
}

function listStages(
  { cells }: World,
  lag: Lag,
): readonly { readonly item: ItemKey; readonly stage: Stage | null }[] {
  return Object.entries(cells).map(([item, cell]) => {
    const number = lag[item];
    return { item, stage: number === undefined ? stageOf(cell) : changeOf(cell, number).stage };
  });
}

function lags({ cells, now }: World): readonly { readonly item: ItemKey; readonly number: number }[] {
  return Object.entries(cells).flatMap(([item, cell]) =>
    stillShown(cell, now).map((number) => ({ item, number })),
  );
}

/** GitHub has no condition for this: it writes over whatever is there. */
export function writeItem(
  world: World,
  process: Process,
  { item, to }: Extract<Effect, { kind: 'write-item' }>,
  rules: Rules,
): readonly Outcome[] {
  const before = world.cells[item];
  if (!before) return [{ name: 'missing', world, answer: DENIED }];
  const late = { kind: 'write', item, to, by: process } as const;
  const written = placeItem(departByWriting(world, process, item), item, { to, by: process.name, rules });
  const cell = written.cells[item] ?? before;
  const known = replaceProcess(written, process.name, ({ knows, saw }) => ({
    knows: laterOf(knows, { [item]: newest(cell) }),
    saw: { ...saw, [item]: newest(cell) },
  }));
  const happened = { kind: 'written', by: process, item, to, over: newest(before) } as const;
  return [
    {
      name: 'written',
      world: known,
      answer: { kind: 'written', version: versionOf(changeOf(cell, newest(cell))) },
      happened,
    },
    { name: 'lost before', fault: 'lost-answer', world, answer: AMBIGUOUS },
    { name: 'lost after', fault: 'lost-answer', world: written, answer: AMBIGUOUS, happened },
    {
      name: 'late',
      fault: 'late-write',
      world: { ...world, late: [...world.late, late] },
      answer: AMBIGUOUS,
    },
    { name: 'denied', fault: 'denied', world, answer: DENIED },
  ];
}

/** The item is put somewhere. What changes nothing is no event. */
export function placeItem(
  world: World,
  item: ItemKey,
  { to, by, rules }: { readonly to: Stage; readonly by: string; readonly rules: Rules },
): World {
  const cell = world.cells[item];
  if (!cell || (stageOf(cell) === to && !cell.ambiguous)) return world;
  const now = world.now + rules.secondsPerChange;
  const isHeard = rules.webhooks.includes(to);
  return {
    ...world,
    now,
    cells: { ...world.cells, [item]: changed(cell, { stage: to, at: now, by }) },
    webhooks: isHeard ? [...world.webhooks, { item, enters: to }] : world.webhooks,
  };
}

/** A process that knows of no ledger departs by writing. */
function departByWriting(world: World, process: Process, item: ItemKey): World {
  const cell = world.cells[item];
  const number = process.saw[item];
  if (!cell || number === undefined || number < 0 || process.decidedOn[item] !== undefined) return world;
  return {
    ...world,
    cells: { ...world.cells, [item]: departed(cell, number, { move: process.name, for: process.name }) },
  };
}

function laterOf(knows: Process['knows'], saw: Readonly<Record<ItemKey, number>>): Process['knows'] {
  const later: Record<ItemKey, number> = { ...knows };
  for (const [item, number] of Object.entries(saw)) later[item] = Math.max(number, later[item] ?? number);
  return later;
}
