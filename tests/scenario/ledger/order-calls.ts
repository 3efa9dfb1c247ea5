import type { Call, Sandbox } from '../../../src/sandbox/index.ts';
import { everyOrder } from '../../contract/ledger/turnstile.ts';

/** What a process asks for in the course of a race, by the operation. */
const STEP_OF = {
  'graphql:query ReadLedger': 'read ledger',
  'graphql:query SeeLabelledIssues': 'read item',
  'graphql:mutation AppendToLedger': 'append',
  'graphql:mutation MoveLabel': 'write board',
} as const;

type Step = (typeof STEP_OF)[keyof typeof STEP_OF];

/** Steps of two processes of which it matters which comes first. Of two moves only one writes the board. */
const CONFLICTS: readonly string[] = ['read ledger + append', 'append + append', 'read item + write board'];

/**
 * Orders in which two processes that are alike can take these steps, as `AABBABAB`: one of all those that differ only in
 * which of two comes first that have nothing to do with each other.
 */
export function tellingOrders(steps: readonly Step[]): readonly string[] {
  const known = new Map<string, string>();
  for (const order of everyOrder(steps.length, steps.length)) {
    if (!order.startsWith('A')) continue;
    const place = (name: string, step: number): number => nth(order, name, step);
    const key = steps.flatMap((ofA, a) =>
      steps.map((ofB, b) => isConflict(ofA, ofB) && place('A', a) < place('B', b)),
    );
    known.set(key.join(), order);
  }
  return [...known.values()];
}

/**
 * Lets the first calls of each kind of two runs through one at a time, in this order, each answered before the next is
 * sent. A run that has ended is passed over; what a run asks for beyond its first calls goes through at once.
 */
export async function inOrder(
  sandbox: Sandbox,
  repository: string,
  { order, steps, runs }: { order: string; steps: readonly Step[]; runs: Readonly<Record<string, number>> },
): Promise<void> {
  const barriers = Object.entries(runs).map(([name, run]) => ({
    name,
    held: steps.map((step) =>
      sandbox.hold((call) => call.by.runId === run && stepOf(call) === step, { times: 1 }),
    ),
  }));
  const turns: Record<string, number> = {};
  for (const name of order) {
    const turn = turns[name] ?? 0;
    turns[name] = turn + 1;
    const barrier = barriers.find((one) => one.name === name)?.held[turn];
    if (!barrier) throw new Error(`${order} is too long`);
    const isOver = sandbox.until(() =>
      sandbox.runs(repository).some(({ id, status }) => id === runs[name] && status === 'completed'),
    );
    const call = await Promise.race([barrier.reached, isOver]);
    barrier.release();
    if (call) await sandbox.until(() => call.status !== undefined);
  }
  await sandbox.idle();
}

function stepOf({ operationId }: Call): Step | undefined {
  return STEP_OF[operationId as keyof typeof STEP_OF];
}

function isConflict(one: Step, other: Step): boolean {
  return CONFLICTS.includes(`${one} + ${other}`) || CONFLICTS.includes(`${other} + ${one}`);
}

/** Where in the order the process takes that step. */
function nth(order: string, name: string, step: number): number {
  const places = order.split('').flatMap((one, place) => (one === name ? [place] : []));
  return places[step] ?? -1;
}
