import { formatItemId } from '../../core/item-id.ts';
import type { NextTry } from '../../core/ledger/next-try.ts';
import type { Warrant } from '../../core/ledger/warrant.ts';
import type { MoveResult } from '../../core/move-result.ts';
import type { Reason } from '../../core/reasons.ts';
import { engineUseSentence } from '../../core/text/engine-use.ts';
import { nextTryLine, pullRequestMessage, workingLine } from '../../core/text/run-message.ts';
import { readEngineNeeds } from '../engine/engine-needs.ts';
import { failureOf } from '../run/failure-of.ts';
import { statusSource, type TaskContext } from '../run/task-context.ts';
import { moveDecision, type TaskDecision, taskFailed } from '../run/task-decision.ts';
import { tryToTellItem } from '../run/tell-item.ts';
import { type Assignment, type Work, workFailed } from './assignment.ts';
import { stopOfFailure } from './engine-stop.ts';
import type { Lease } from './item-branch.ts';
import { lookAhead, type MoveOn } from './lifecycle-moves.ts';
import { reportOnItem } from './report-on-item.ts';
import { type Note, workInCheckout } from './work-in-checkout.ts';

interface Task {
  readonly assignment: Assignment;
  readonly context: TaskContext;
  readonly moveOn: MoveOn;
  /** Left out where nobody claims anything. */
  readonly lease?: Lease;
  /** What follows if the work stops for this reason. */
  readonly nextTry: (reason: Reason) => NextTry;
}

interface Worked {
  readonly decision: TaskDecision;
  /** Why there is nothing to review, where the item was ours. */
  readonly stopped?: Reason;
  /** The item could not be told what became of it. */
  readonly isUntold?: boolean;
}

/** Takes the item out of todo, works, and hands it on with its pull request. */
export async function followLifecycle(warrant: Warrant, task: Task): Promise<Worked> {
  const { assignment, context, moveOn } = task;
  const unready = await refuseEngine(warrant, task);
  if (unready) return unready;
  const taken = await moveOn('todo', 'in-progress');
  if (!taken) throw new Error('A configuration without in-progress was accepted');
  if (taken.outcome !== 'moved') {
    return { decision: moveDecision(taken), ...(taken.outcome === 'failed' && { stopped: taken.reason }) };
  }
  context.save('claimed', formatItemId(assignment.item));
  const { config, github, item } = assignment;
  const status = {
    ...statusSource(context, config.project),
    status: 'working',
    line: workingLine(),
  } as const;
  const unsaid = await tryToTellItem(warrant, { github, item, status });

  const read: string[] = [];
  const work = await workOrStop(warrant, task, (fact) => read.push(fact));
  const handedOn = work.kind === 'published' ? await moveOn('in-progress', 'in-review') : undefined;
  const unsaidEnd = await report(warrant, work, task);
  const decision = conclude({ taken, work, handedOn, read, unsaid: unsaidEnd || unsaid });
  return { decision, isUntold: unsaidEnd !== '', ...(work.kind === 'stopped' && { stopped: work.reason }) };
}

/** What stands against the engine is found before the item is moved for nothing. A project that observes starts none. */
async function refuseEngine(warrant: Warrant, task: Task): Promise<Worked | undefined> {
  const { assignment, context, nextTry } = task;
  const { agent, config } = assignment;
  if (config.mode === 'observe') return undefined;
  const { env } = context.surroundings;
  const needs = await readEngineNeeds(agent, { env, secrets: [await assignment.token()] });
  if (needs.kind === 'met') return undefined;
  // An item that is no longer in todo would not be worked on with a key either.
  const taking = await lookAhead(assignment, env)('todo', 'in-progress');
  if (taking?.reason !== 'observed') return taking && { decision: moveDecision(taking) };
  const stop = stopOfFailure(needs, agent);
  const work = { ...stop, message: `${stop.message} ${nextTryLine(nextTry(stop.reason))}` };
  context.save('claimed', formatItemId(assignment.item));
  const unsaid = await report(warrant, work, task);
  const message = `${work.message} ${unsaid}`.trim();
  return { decision: taskFailed(work.reason, message), isUntold: unsaid !== '', stopped: work.reason };
}

/** The work, or why it stopped and who has it tried again. */
async function workOrStop(
  warrant: Warrant,
  { assignment, context, lease, nextTry }: Task,
  note: Note,
): Promise<Work> {
  const job = { assignment, context, note, ...(lease && { lease }) };
  const work = await workInCheckout(warrant, job).catch((error: unknown) => {
    context.debug(String(error instanceof Error ? error.stack : error));
    const { reason, message } = failureOf(error);
    return workFailed(reason, message);
  });
  // Who cancelled a run is told by the reason itself what there is to do.
  if (work.kind === 'published' || work.reason === 'cancelled') return work;
  return { ...work, message: `${work.message} ${nextTryLine(nextTry(work.reason))}` };
}

/** A comment that cannot be written is no reason to lose the decision; the post step then tries once more. */
async function report(
  warrant: Warrant,
  work: Work,
  { assignment: { github, config, item }, context }: Pick<Task, 'assignment' | 'context'>,
): Promise<string> {
  context.save('unsaid', JSON.stringify(work));
  const use = context.audit.use();
  const said = { ...statusSource(context, config.project), took: use && engineUseSentence(use) };
  const unsaid = await reportOnItem(warrant, { github, item, work, said });
  if (unsaid === '') context.save('settled', 'true');
  return unsaid;
}

interface Ends {
  readonly taken: MoveResult;
  readonly work: Work;
  readonly handedOn: MoveResult | undefined;
  readonly read: readonly string[];
  /** What to say of a status comment that could not be written. */
  readonly unsaid: string;
}

function conclude({ unsaid, ...ends }: Ends): TaskDecision {
  const decision = decide(ends);
  return unsaid === '' ? decision : { ...decision, message: `${decision.message} ${unsaid}` };
}

function decide({ taken, work, handedOn, read }: Omit<Ends, 'unsaid'>): TaskDecision {
  const base = {
    ...(taken.previousState !== undefined && { previousState: taken.previousState }),
    read: [...moveDecision(taken).read, ...read],
  };
  const moves = handedOn ? [taken, handedOn] : [taken];
  if (work.kind === 'stopped') {
    const { outcome, reason, message } = work;
    return { ...base, outcome, reason, message, details: { item: taken.item, moves } };
  }
  const { how, pullRequest, branch, commit, leftOut } = work;
  const { number, url } = pullRequest;
  const details = { item: taken.item, pullRequest: { number, url, how }, branch, commit, moves };
  const message = `${pullRequestMessage(how, number, url)} ${leftOut}`.trim();
  // A person who moved the item while it was worked on wins: the pull request stands, the item stays.
  if (handedOn && (handedOn.outcome === 'refused' || handedOn.outcome === 'failed')) {
    const { outcome, reason } = handedOn;
    return { ...base, outcome, reason, message: `${message} ${handedOn.message}`, details };
  }
  const reason = how === 'opened' ? 'pull-request-opened' : 'pull-request-updated';
  return { ...base, outcome: 'moved', reason, message, details };
}
