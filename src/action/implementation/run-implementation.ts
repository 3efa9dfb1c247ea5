import { formatItemId } from '../../core/item-id.ts';
import type { MoveResult } from '../../core/move-result.ts';
import { pullRequestMessage, workingLine } from '../../core/text/run-message.ts';
import { tryStatus } from '../../github/try-status.ts';
import { type Decision, moveDecision } from '../decision.ts';
import { failureOf } from '../failure-of.ts';
import { saidBy } from '../said-by.ts';
import type { TaskContext } from '../task-context.ts';
import { findPlace } from './find-place.ts';
import { moveOn } from './move-on.ts';
import { reportOnItem } from './report-on-item.ts';
import { type Assignment, failed, type Work } from './work.ts';
import { workOnItem } from './work-on-item.ts';

/**
 * A run of the agent `implementation`: takes the item out of todo, has the engine work on it, and hands it on with its
 * pull request. Only the run whose move out of todo happened works; whatever comes of it is said on the item.
 */
export async function runImplementation(assignment: Assignment, context: TaskContext): Promise<Decision> {
  const turnedAway = await findPlace(assignment, context);
  if (turnedAway) return turnedAway;
  const claim = await moveOn(['todo', 'in-progress'], assignment, context);
  if (!claim) throw new Error('A configuration without in-progress was accepted');
  if (claim.outcome !== 'moved') return moveDecision(claim);
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
  const handedOn =
    work.kind === 'published' ? await moveOn(['in-progress', 'in-review'], assignment, context) : undefined;
  const unsaidEnd = await report(assignment, work, context);
  return conclude({ claim, work, handedOn, read, unsaid: unsaidEnd || unsaid });
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
  readonly claim: MoveResult;
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

function decide({ claim, work, handedOn, read }: Omit<Ends, 'unsaid'>): Decision {
  const base = {
    ...(claim.previousState !== undefined && { previousState: claim.previousState }),
    read: [...moveDecision(claim).read, ...read],
  };
  const moves = handedOn ? [claim, handedOn] : [claim];
  if (work.kind === 'stopped') {
    const { outcome, reason, message } = work;
    return { ...base, outcome, reason, message, details: { item: claim.item, moves } };
  }
  const { how, pullRequest, branch, commit } = work;
  const { number, url } = pullRequest;
  const details = { item: claim.item, pullRequest: { number, url, how }, branch, commit, moves };
  const message = pullRequestMessage(how, number, url);
  // A person who moved the item while it was worked on wins: the pull request stands, the item stays.
  if (handedOn && (handedOn.outcome === 'refused' || handedOn.outcome === 'failed')) {
    const { outcome, reason } = handedOn;
    return { ...base, outcome, reason, message: `${message} ${handedOn.message}`, details };
  }
  const reason = how === 'opened' ? 'pull-request-opened' : 'pull-request-updated';
  return { ...base, outcome: 'moved', reason, message, details };
}
