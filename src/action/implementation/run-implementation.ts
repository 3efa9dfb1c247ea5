import { formatItemId } from '../../core/item-id.ts';
import type { LedgerCommand } from '../../core/ledger/ledger-command.ts';
import { giveBack } from '../../core/ledger/protocol/answer-event.ts';
import { itemKey, itemSubject } from '../../core/ledger/subject.ts';
import type { MoveResult } from '../../core/move-result.ts';
import type { Reason } from '../../core/reasons.ts';
import { handedOverLine, pullRequestMessage, workingLine } from '../../core/text/run-message.ts';
import { tryStatus } from '../../github/try-status.ts';
import { type Decision, moveDecision } from '../decision.ts';
import { failureOf } from '../failure-of.ts';
import { openLedger } from '../open-ledger.ts';
import { saidBy } from '../said-by.ts';
import type { TaskContext } from '../task-context.ts';
import { withClaim } from '../with-claim.ts';
import { findPlace } from './find-place.ts';
import { guardedMoveOn, ledgerMoveOn, type MoveOn } from './move-on.ts';
import { reportOnItem } from './report-on-item.ts';
import { type Assignment, failed, type Work } from './work.ts';
import { workOnItem } from './work-on-item.ts';

/**
 * A run of the agent `implementation`: takes the item out of todo, has the engine work on it, and hands it on with its
 * pull request. Only the run whose move out of todo happened works; whatever comes of it is said on the item.
 */
export async function runImplementation(assignment: Assignment, context: TaskContext): Promise<Decision> {
  const { env } = context.surroundings;
  const { cause, dispatch, item, config, github } = assignment;
  const ledger = openLedger(assignment, context, dispatch);
  const turnedAway = await findPlace(assignment, context);
  if (turnedAway) {
    if (ledger) await ledger.drive(giveBack(ledger.newId(), dispatch));
    return turnedAway;
  }
  if (!ledger?.run) return (await takeAndWork(assignment, context, guardedMoveOn(assignment, env))).decision;
  const { run } = ledger;
  const key = itemKey(item);
  const claim = { ledger, run, agent: 'implementation', subjects: [itemSubject(key)], item: key };
  const onHandedOver = async () => {
    const said = saidBy(context, config.project);
    const line = handedOverLine(config.maxAttempts);
    await tryStatus(github, item, { ...said, status: 'stopped', reason: 'needs-human', line });
  };
  return withClaim({ ...claim, cause, dispatch, save: context.save, onHandedOver }, async (held) => {
    const tell: LedgerCommand[] = [];
    const moveOn = ledgerMoveOn(assignment, env, { ledger, claim: held, tell });
    const { decision, stopped } = await takeAndWork(assignment, context, moveOn);
    if (!stopped) return { decision, tell };
    // Who cancels a run does not want it to be started again.
    const maxAttempts = stopped === 'cancelled' ? 1 : config.maxAttempts;
    return { decision, tell, failed: { item: key, cause: `implementation ${stopped}`, maxAttempts } };
  });
}

interface Worked {
  readonly decision: Decision;
  /** Why there is nothing to review, where the item was ours. */
  readonly stopped?: Reason;
}

async function takeAndWork(assignment: Assignment, context: TaskContext, moveOn: MoveOn): Promise<Worked> {
  const taken = await moveOn('todo', 'in-progress');
  if (!taken) throw new Error('A configuration without in-progress was accepted');
  if (taken.outcome !== 'moved') {
    return { decision: moveDecision(taken), ...(taken.outcome === 'failed' && { stopped: taken.reason }) };
  }
  context.save('claimed', formatItemId(assignment.item));
  const { config, github, item } = assignment;
  const said = saidBy(context, config.project);
  const unsaid = await tryStatus(github, item, { ...said, status: 'working', line: workingLine() });

  const read: string[] = [];
  const work = await workOnItem(assignment, context, (fact) => read.push(fact)).catch((error: unknown) => {
    context.debug(String(error instanceof Error ? error.stack : error));
    const { reason, message } = failureOf(error);
    return failed(reason, message);
  });
  const handedOn = work.kind === 'published' ? await moveOn('in-progress', 'in-review') : undefined;
  const unsaidEnd = await report(assignment, work, context);
  const decision = conclude({ taken, work, handedOn, read, unsaid: unsaidEnd || unsaid });
  return { decision, ...(work.kind === 'stopped' && { stopped: work.reason }) };
}

/** A comment that cannot be written is no reason to lose the decision; the post step then tries once more. */
async function report(assignment: Assignment, work: Work, context: TaskContext): Promise<string> {
  const { github, config, item } = assignment;
  context.save('unsaid', JSON.stringify(work));
  const unsaid = await reportOnItem({ github, item, work, said: saidBy(context, config.project) });
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

function conclude({ unsaid, ...ends }: Ends): Decision {
  const decision = decide(ends);
  return unsaid === '' ? decision : { ...decision, message: `${decision.message} ${unsaid}` };
}

function decide({ taken, work, handedOn, read }: Omit<Ends, 'unsaid'>): Decision {
  const base = {
    ...(taken.previousState !== undefined && { previousState: taken.previousState }),
    read: [...moveDecision(taken).read, ...read],
  };
  const moves = handedOn ? [taken, handedOn] : [taken];
  if (work.kind === 'stopped') {
    const { outcome, reason, message } = work;
    return { ...base, outcome, reason, message, details: { item: taken.item, moves } };
  }
  const { how, pullRequest, branch, commit } = work;
  const { number, url } = pullRequest;
  const details = { item: taken.item, pullRequest: { number, url, how }, branch, commit, moves };
  const message = pullRequestMessage(how, number, url);
  // A person who moved the item while it was worked on wins: the pull request stands, the item stays.
  if (handedOn && (handedOn.outcome === 'refused' || handedOn.outcome === 'failed')) {
    const { outcome, reason } = handedOn;
    return { ...base, outcome, reason, message: `${message} ${handedOn.message}`, details };
  }
  const reason = how === 'opened' ? 'pull-request-opened' : 'pull-request-updated';
  return { ...base, outcome: 'moved', reason, message, details };
}
