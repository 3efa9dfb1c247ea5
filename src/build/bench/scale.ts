import type { BoardName } from '../../cli/incident/boards/incident-board.ts';
import type { WorkflowRun } from '../../sandbox/index.ts';
import { type Figure, type FigureGroup, median } from './figure.ts';
import { arrangeWorld, type BenchWorld } from './world.ts';

const BOARDS: readonly BoardName[] = ['github-labels', 'github-projects'];
const ROUNDS = 3;
const LATENCY_MS = 50;

/** What a decision may cost on GitHub Projects, with up to so many unfinished items. */
const PROJECTS = { unfinished: 100, calls: 8 };

/** Beside its calls, a run is a process on a machine that has other things to do. */
const TOLERANCE = 1.5;

export interface Size {
  readonly items: number;
  readonly unfinished: number;
}

const SIZES: readonly Size[] = [
  ...[100, 1_000, 10_000, 50_000].map((items) => ({ items, unfinished: 20 })),
  ...[100, 1_000].map((unfinished) => ({ items: 50_000, unfinished })),
];

export interface Cost {
  readonly calls: number;
  readonly points: number;
  readonly milliseconds: number;
}

interface Row {
  readonly size: Size;
  readonly cost: Cost;
}

export const scale: FigureGroup = {
  name: 'scale',
  title: `A backlog decision without a ledger, dispatch to end of run, ${LATENCY_MS} ms from GitHub (medians of ${ROUNDS} rounds)`,
  measure: async () => {
    const figures: Figure[] = [];
    for (const board of BOARDS) {
      const costs = await costsOf(board);
      const [smallest] = costs;
      if (smallest) figures.push(...costs.flatMap((one) => figuresOf(board, one, smallest)));
    }
    return figures;
  },
};

/** Finished items should cost nothing: as many unfinished ones cost what they do on the smallest board. */
function figuresOf(board: BoardName, { size, cost }: Row, smallest: Row): readonly Figure[] {
  const name = `${board}, ${size.unfinished} unfinished of ${size.items}`;
  const isFlat = size !== smallest.size && size.unfinished === smallest.size.unfinished;
  const limits = [
    ...(isFlat ? [smallest.cost.calls] : []),
    ...(board === 'github-projects' && size.unfinished <= PROJECTS.unfinished ? [PROJECTS.calls] : []),
  ];
  const aimAt = (most: number) => (isFlat ? { aim: { atMost: most } } : {});
  return [
    {
      name,
      value: cost.calls,
      unit: 'calls',
      ...(limits.length > 0 ? { aim: { atMost: Math.min(...limits) } } : {}),
    },
    { name, value: cost.points, unit: 'points an hour', ...aimAt(smallest.cost.points) },
    {
      name,
      value: Math.round(cost.milliseconds),
      unit: 'ms',
      ...aimAt(Math.round(TOLERANCE * smallest.cost.milliseconds)),
    },
  ];
}

/** Rounds take turns, so that a slow moment of the machine slows every size, and one decision only warms up. */
async function costsOf(board: BoardName): Promise<readonly Row[]> {
  const rows = SIZES.map((size) => ({ size, rounds: [] as Cost[] }));
  if (rows[0]) await decideOnce(board, rows[0].size);
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const { size, rounds } of rows) rounds.push(await decideOnce(board, size));
  }
  return rows.map(({ size, rounds }) => ({
    size,
    cost: {
      calls: median(rounds.map(({ calls }) => calls)),
      points: median(rounds.map(({ points }) => points)),
      milliseconds: median(rounds.map(({ milliseconds }) => milliseconds)),
    },
  }));
}

/** In a world of its own. */
export async function decideOnce(board: BoardName, size: Size): Promise<Cost> {
  await using world = await arrangeWorld({ board });
  world.install();
  const chosen = fill(world, size);
  const { sandbox } = world;
  sandbox.inject({ match: ({ by }) => by.kind !== 'person', fault: { kind: 'latency', ms: LATENCY_MS } });
  const started = performance.now();
  const run = await world.run('interlock.yml', { project: 'web', agent: 'backlog-manager' });
  const milliseconds = performance.now() - started;
  expectChoice(world, run, chosen);
  const ours = sandbox.calls.filter(({ by }) => by.kind !== 'person');
  return { calls: ours.length, points: ours.reduce((sum, { cost }) => sum + cost.primary, 0), milliseconds };
}

/** A figure of a decision that was not taken would be a lie. */
function expectChoice({ repository }: BenchWorld, run: WorkflowRun, chosen: number): void {
  const outcomes = run.jobs.flatMap(({ steps }) => steps.flatMap(({ outputs }) => outputs['outcome'] ?? []));
  const { comments } = repository.issue(chosen);
  if (outcomes.join() !== 'moved' || comments.length !== 1) {
    throw new Error(`expected #${chosen} to be chosen and moved, got [${outcomes.join()}]:\n${run.log}`);
  }
}

/**
 * Finished items are older and closed. Of the others a fifth is being planned, and the first three of the backlog wait
 * for one of those. Returns the item that is to be chosen.
 */
function fill(world: BenchWorld, { items, unfinished }: Size): number {
  const finished = items - unfinished;
  const planned = unfinished / 5;
  for (let number = 1; number <= items; number += 1) {
    const place = number - finished;
    if (place <= 0) world.addItem({ number, state: 'Done', isClosed: true });
    else if (place <= planned) world.addItem({ number, state: 'Planning' });
    else if (place <= planned + 3) world.addItem({ number, state: 'Backlog', blockedBy: [finished + 1] });
    else world.addItem({ number, state: 'Backlog' });
  }
  return finished + planned + 4;
}
