import type { Barrier, Call, WorkflowRun } from '../../sandbox/index.ts';
import type { IncidentCounts } from './expected.ts';
import { findFaults, findUnfinished } from './find-faults.ts';
import { isAppend, isAppendOfMove } from './ledger-calls.ts';
import { arrival, CameToRest, reach } from './reach.ts';
import type { Row, RowName } from './report.ts';
import type { IncidentWorld } from './world.ts';

/**
 * Plays the incident once, with real processes over real HTTP, and counts what came of it. If anything in it happened in
 * another way than the play says, the row is invalid: then its counts are no measurement of interlocks.
 */
export async function play({ interlocks, spacing }: RowName, world: IncidentWorld): Promise<Row> {
  try {
    await schedule(world, { interlocks, spacing });
  } catch (error) {
    if (!(error instanceof CameToRest)) throw error;
    return { interlocks, spacing, invalid: [error.message, ...findFaults(world)] };
  }
  await world.sandbox.idle();
  const [fault, ...others] = [...findUnfinished(world), ...findFaults(world)];
  if (fault !== undefined) return { interlocks, spacing, invalid: [fault, ...others] };
  return { interlocks, spacing, ...count(world) };
}

/** Orders the two causes by barriers alone: how fast anything is makes no difference. */
async function schedule(world: IncidentWorld, { interlocks, spacing }: RowName): Promise<void> {
  if (spacing === 'another-workflow-meanwhile') return overtake(world);
  const splitting = world.sandbox.holdRuns(isRunOf('splitting'));
  const secondCause = async (): Promise<void> => {
    splitting.release();
    // With a ledger the app leaves the second cause to a run that is still queued, which will read everything anyway.
    if (spacing === 'first-run-queued' && interlocks.ledger) return world.sandbox.idle();
    await reach(world, 'the second cause started a backlog-manager', () => managers(world).length >= 2);
  };
  await world.startSplitting();
  if (spacing === 'after-first-implementation-ended') {
    await world.merge();
    await reach(
      world,
      'the first implementation ended',
      () => world.runsOf('implementation')[0]?.status === 'completed',
    );
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
      await reachImplementation(world);
      await secondCause();
  }
  await reach(world, 'the last backlog-manager and what it started ended', () =>
    hasSettled(world, managers(world)[1] ?? managers(world)[0]),
  );
  atWork.release();
}

/** The first implementation works on until the second decision has had all its consequences. */
function holdFirstImplementation({ sandbox, runsOf }: IncidentWorld): Barrier {
  return sandbox.hold((call) => isOpening(call) && isBy(call, runsOf('implementation')[0]));
}

/** One backlog-manager, and another workflow that moves its item at the moment at which it is about to do so. */
async function overtake(world: IncidentWorld): Promise<void> {
  const { sandbox } = world;
  const atWork = holdFirstImplementation(world);
  const late = arrival(sandbox, (call) => isDecisiveWrite(call, world) && isBy(call, managers(world)[0]));
  await world.merge();
  await reach(world, 'the backlog-manager was about to move the item', late.arrived);
  await world.startItem();
  await reachImplementation(world);
  late.barrier.release();
  await reach(world, 'the backlog-manager and what it started ended', () =>
    hasSettled(world, managers(world)[0]),
  );
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
  const first = arrival(sandbox, (call) => world.board.isWrite(call) && isBy(call, managers(world)[0]));
  const second = arrival(sandbox, (call) => holdSecondAt(call) && isBy(call, managers(world)[1]));
  const queue = queued ? sandbox.holdRuns(isRunOf('backlog-manager')) : undefined;
  await world.merge();
  await reach(world, 'the first cause started a backlog-manager', () =>
    queued ? managers(world).length >= 1 : first.arrived(),
  );
  await secondCause();
  queue?.release();
  await reach(
    world,
    'the first backlog-manager was about to write, and the second one was, too, or could not run',
    () => first.arrived() && (second.arrived() || cannotRun(managers(world)[1])),
  );
  first.barrier.release();
  await reachImplementation(world);
  second.barrier.release();
}

function reachImplementation(world: IncidentWorld): Promise<void> {
  return reach(world, 'the first implementation took the item out of todo', () => isBeingImplemented(world));
}

function managers({ runsOf }: IncidentWorld): readonly WorkflowRun[] {
  return runsOf('backlog-manager');
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

function count(world: IncidentWorld): IncidentCounts {
  const { repository, board, item, runsOf } = world;
  return {
    moves: board.entered(world, 'Todo'),
    implementationRuns: runsOf('implementation').filter((run) => run.inputs.item === item).length,
    pullRequests: repository.pullRequests().filter(({ head }) => /\bweb-538\b/.test(head)).length,
  };
}
