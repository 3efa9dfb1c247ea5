import type { Barrier, Call, CallMatch, Sandbox, WorkflowRun } from '../../sandbox/index.ts';
import type { BoardName } from './boards/incident-board.ts';
import type { Interlocks } from './interlocks.ts';
import { isAppend, isAppendOfMove } from './ledger-calls.ts';
import type { Row } from './report.ts';
import type { SpacingName } from './spacings.ts';
import { arrangeIncident, type IncidentWorld, REPOSITORY } from './world.ts';

interface RowPlan {
  readonly interlocks: Interlocks;
  readonly spacing: SpacingName;
  readonly boardName: BoardName;
  readonly seed: number;
  readonly appKey: string;
  /** Ends the row, and what it has started. */
  readonly stop: AbortSignal;
}

/** Plays the incident once, with real processes over real HTTP, and counts what came of it. */
export async function play({ spacing, ...arrangement }: RowPlan): Promise<Row> {
  await using world = await arrangeIncident(arrangement);
  await schedule(world, spacing);
  await world.sandbox.idle();
  return { interlocks: arrangement.interlocks, spacing, ...count(world) };
}

/**
 * Orders the two causes by barriers alone. Every wait ends early when the world comes to rest without it, so that a
 * broken action or app gives a row of wrong counts and never a replay that hangs.
 */
async function schedule(world: IncidentWorld, spacing: SpacingName): Promise<void> {
  if (spacing === 'another-workflow-meanwhile') return overtake(world);
  const splitting = world.sandbox.holdRuns(isRunOf('splitting'));
  const secondCause = async (): Promise<void> => {
    splitting.release();
    await reach(world, () => world.runsOf('backlog-manager').length >= 2);
  };
  await world.startSplitting();
  if (spacing === 'after-first-implementation-ended') {
    await world.merge();
    await reach(world, () => world.runsOf('implementation')[0]?.status === 'completed');
    return secondCause();
  }
  const atWork = holdFirstImplementation(world);
  switch (spacing) {
    case 'first-run-queued':
    case 'after-first-read':
      await overlap(world, {
        queued: spacing === 'first-run-queued',
        secondCause,
        holdSecondAt: (call) => isAppend(call) || world.board.isWrite(call),
      });
      break;
    case 'between-second-read-and-write':
      await overlap(world, {
        queued: false,
        secondCause,
        holdSecondAt: (call) => isDecisiveWrite(call, world),
      });
      break;
    case 'after-first-implementation-started':
      await world.merge();
      await reach(world, () => isBeingImplemented(world));
      await secondCause();
  }
  await reach(world, () => hasSettled(world, world.runsOf('backlog-manager')[1]));
  atWork.release();
}

/** The first implementation works on until the second decision has had all its consequences. */
function holdFirstImplementation({ sandbox, runsOf }: IncidentWorld): Barrier {
  return sandbox.hold((call) => isOpening(call) && isBy(call, runsOf('implementation')[0]));
}

/** One backlog-manager, and another workflow that moves its item at the moment at which it is about to do so. */
async function overtake(world: IncidentWorld): Promise<void> {
  const { sandbox, runsOf } = world;
  const atWork = holdFirstImplementation(world);
  const late = arrival(
    sandbox,
    (call) => isDecisiveWrite(call, world) && isBy(call, runsOf('backlog-manager')[0]),
  );
  await world.merge();
  await reach(world, late.arrived);
  await world.startItem();
  await reach(world, () => isBeingImplemented(world));
  late.barrier.release();
  await reach(world, () => hasSettled(world, runsOf('backlog-manager')[0]));
  atWork.release();
}

interface Overlap {
  /** The second cause comes while the first run is queued; otherwise after its read. */
  readonly queued: boolean;
  readonly secondCause: () => Promise<void>;
  /** The call of the second run that waits until the first implementation has taken the item out of todo. */
  readonly holdSecondAt: (call: Call) => boolean;
}

async function overlap(world: IncidentWorld, { queued, secondCause, holdSecondAt }: Overlap): Promise<void> {
  const { sandbox } = world;
  const first = arrival(
    sandbox,
    (call) => world.board.isWrite(call) && isBy(call, world.runsOf('backlog-manager')[0]),
  );
  const second = arrival(
    sandbox,
    (call) => holdSecondAt(call) && isBy(call, world.runsOf('backlog-manager')[1]),
  );
  const queue = queued ? sandbox.holdRuns(isRunOf('backlog-manager')) : undefined;
  await world.merge();
  await reach(world, () => (queued ? world.runsOf('backlog-manager').length >= 1 : first.arrived()));
  await secondCause();
  queue?.release();
  await reach(
    world,
    () => first.arrived() && (second.arrived() || cannotRun(world.runsOf('backlog-manager')[1])),
  );
  first.barrier.release();
  await reach(world, () => isBeingImplemented(world));
  second.barrier.release();
}

/** Waits for the condition, or until nothing goes on any more. */
async function reach({ sandbox }: IncidentWorld, condition: () => boolean): Promise<void> {
  await Promise.race([sandbox.until(condition), sandbox.idle()]);
}

/** Known at the moment at which the stand-in asks whether to hold a call: conditions are looked at right after. */
function arrival(
  sandbox: Sandbox,
  match: CallMatch,
): { readonly barrier: Barrier; readonly arrived: () => boolean } {
  let hasArrived = false;
  const barrier = sandbox.hold((call) => {
    const isThis = match(call);
    hasArrived ||= isThis;
    return isThis;
  });
  return { barrier, arrived: () => hasArrived };
}

function isRunOf(agent: string): (run: WorkflowRun) => boolean {
  return (run) => run.inputs.agent === agent;
}

function isBy(call: Call, run: WorkflowRun | undefined): boolean {
  // A workflow's own token knows its run; of an App's token only what the action calls itself tells.
  return (
    run !== undefined && (call.by.runId === run.id || call.userAgent.split(' ').includes(`run/${run.id}`))
  );
}

/** It waits in its concurrency group, or is over. */
function cannotRun(run: WorkflowRun | undefined): boolean {
  return run === undefined || run.status === 'pending' || run.status === 'completed';
}

/** By which a move happens: from then on it is too late to have read something else. */
function isDecisiveWrite(call: Call, { board }: IncidentWorld): boolean {
  return isAppendOfMove(call) || board.isMove(call);
}

function isOpening(call: Call): boolean {
  return call.operationId === 'pulls/create';
}

/** The run that decides last is over, each move has started its implementation, and the later ones can go no further. */
function hasSettled(world: IncidentWorld, last: WorkflowRun | undefined): boolean {
  const [, ...later] = world.runsOf('implementation');
  return last?.status === 'completed' && later.length + 1 >= count(world).moves && later.every(cannotRun);
}

function isBeingImplemented(world: IncidentWorld): boolean {
  return world.board.left(world, 'Todo') > 0;
}

function count(world: IncidentWorld): Pick<Row, 'moves' | 'implementationRuns' | 'pullRequests'> {
  const { repository, board, runsOf } = world;
  return {
    moves: board.entered(world, 'Todo'),
    implementationRuns: runsOf('implementation').filter((run) => run.inputs.item === `${REPOSITORY}#538`)
      .length,
    pullRequests: repository.pullRequests().filter(({ head }) => /\bweb-538\b/.test(head)).length,
  };
}
