import type { Barrier, Call, Sandbox } from '../../../src/sandbox/index.ts';
import type { Race, Step, Turn } from '../../contract/ledger/every-race.ts';

/** What a process asks for in the course of a race, by the operation. */
const STEP_OF: Readonly<Record<string, Step>> = {
  'graphql:query ReadLedger': 'read ledger',
  'graphql:query SeeLabelledIssues': 'read item',
  'graphql:query SeeBoardItems': 'read item',
  'graphql:mutation AppendToLedger': 'append',
  'graphql:mutation MoveLabel': 'write board',
  'graphql:mutation MoveCards': 'write board',
};

/** A run that is about to begin. */
export interface RacingRun {
  readonly repository: string;
  readonly id: number;
}

/**
 * Lets the calls of two runs that others ask for too through one at a time, in this order, each answered before the next is
 * sent; afterwards both go on as they like. Answers with the calls that they were.
 */
export async function inOrder(
  sandbox: Sandbox,
  { order }: Pick<Race, 'order'>,
  runs: Readonly<Record<Turn['by'], RacingRun>>,
): Promise<readonly Turn[]> {
  const hold = (name: Turn['by']): Barrier =>
    sandbox.hold((call) => isBy(call, runs[name]) && stepOf(call) !== undefined, { times: 1 });
  const barriers = { A: hold('A'), B: hold('B') };
  const isOver = ({ repository, id }: RacingRun) =>
    sandbox.until(() => sandbox.runs(repository).some((run) => run.id === id && run.status === 'completed'));
  const turns: Turn[] = [];
  for (const by of order.split('') as Turn['by'][]) {
    const barrier = barriers[by];
    const call = await Promise.race([barrier.reached, isOver(runs[by])]);
    const step = call && stepOf(call);
    if (!step) throw new Error(`${by} was over after ${turns.length} turns of ${order}`);
    turns.push({ by, step });
    barriers[by] = hold(by);
    barrier.release();
    await sandbox.until(() => call.status !== undefined);
  }
  for (const barrier of Object.values(barriers)) barrier.release();
  return turns;
}

/** An App's token does not tell the run; the process itself does. */
function isBy({ userAgent }: Call, { id }: RacingRun): boolean {
  return userAgent.split(' ').includes(`run/${id}`);
}

function stepOf({ operationId }: Call): Step | undefined {
  return STEP_OF[operationId];
}
