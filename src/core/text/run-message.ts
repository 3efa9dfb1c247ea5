import { MODEL_ENGINES, type ModelEngineName } from '../config/model-engines.ts';
import { formatItemId, type ItemId, type RepositoryName } from '../item-id.ts';
import type { NextTry } from '../ledger/next-try.ts';
import { type Reason, reasons } from '../reasons.ts';
import { cut } from './cut.ts';
import { inCode } from './plain-text.ts';

/** The sentences by which runs say how they ended, and what to do. */

export function movedMessage(items: readonly ItemId[], destination: string): string {
  return `Moved ${items.map(formatItemId).join(', ')} to "${destination}".`;
}

export function atCapacityMessage(inFlight: number, maxInFlight: number): string {
  return `${inFlight} of at most ${maxInFlight} ${maxInFlight === 1 ? 'item is' : 'items are'} in flight, so nothing was selected. ${reasons['at-capacity'].remedy}`;
}

export function backlogEmptyMessage(): string {
  return `There is no open item in the backlog. ${reasons['backlog-empty'].remedy}`;
}

export function allBlockedMessage(blocked: number, oldest: ItemId, notLookedAt: number): string {
  return `${allWait(blocked, notLookedAt)} for something; a comment on ${formatItemId(oldest)} names it. ${reasons['all-blocked'].remedy}`;
}

/** Where the project only observes, and so leaves no comment. */
export function allBlockedUnsaid(blocked: number, notLookedAt: number): string {
  return `${allWait(blocked, notLookedAt)} for something. ${reasons['all-blocked'].remedy}`;
}

/** Of a backlog that is longer than what one run looks at. */
export function notLookedAtFact(count: number): string {
  return `${count} more in backlog were not looked at`;
}

function allWait(blocked: number, notLookedAt: number): string {
  if (notLookedAt > 0) {
    return `All ${blocked} candidates that were looked at (${notLookedAt} more were not) wait`;
  }
  return blocked === 1 ? 'The only candidate waits' : `All ${blocked} candidates wait`;
}

export function workingLine(): string {
  return 'A run has taken the item and works on it.';
}

export function pullRequestMessage(kind: 'opened' | 'updated', number: number, url: string): string {
  return kind === 'opened'
    ? `Opened pull request [#${number}](${url}).`
    : `Added the changes to pull request [#${number}](${url}).`;
}

type EngineName = ModelEngineName | 'command';

function titleOf(engine: EngineName): string {
  return engine === 'command' ? 'The command' : MODEL_ENGINES[engine].title;
}

interface EngineFailed {
  readonly engine: EngineName;
  readonly reason: Reason;
  /** May hold words of others. */
  readonly detail: string;
}

/** Their details are our own words. */
const NOT_STARTED: ReadonlySet<Reason> = new Set([
  'config-invalid',
  'model-access-invalid',
  'prompt-too-long',
]);

export function engineFailedMessage({ engine, reason, detail }: EngineFailed): string {
  if (NOT_STARTED.has(reason)) {
    return `${titleOf(engine)} was not started. ${detail.replace(/\.$/, '')}. ${reasons[reason].remedy}`;
  }
  const shown = engine === 'command' ? detail : inCode(detail);
  return `${titleOf(engine)} failed: ${shown}. ${reasons[reason].remedy}`;
}

export function engineTimeoutMessage(engine: EngineName, minutes: number): string {
  return `${titleOf(engine)} was stopped after ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}. ${reasons['engine-timeout'].remedy}`;
}

/** @param said what the agent said of it, made harmless; empty if it said nothing. */
export function noChangesMessage(engine: EngineName, said: string): string {
  const words = said === '' ? '' : ` It says: ${cut(said.replace(/\s+/g, ' '), 500)}`;
  return `${titleOf(engine)} succeeded, but changed no file.${words} ${reasons['no-changes'].remedy}`;
}

export function cancelledMessage(): string {
  return `The run was cancelled before it ended. ${reasons.cancelled.remedy}`;
}

export function foreignCommitsMessage(branch: string, count: number): string {
  return `Branch \`${branch}\` has no open pull request, and ${count} of its commits ${count === 1 ? 'is' : 'are'} not from Interlock. ${reasons['branch-has-foreign-commits'].remedy}`;
}

interface PullRequestOfSomebody {
  readonly item: ItemId;
  readonly number: number;
  readonly url: string;
  /** Login; empty when the account is gone. */
  readonly author: string;
}

/** The author is not mentioned: who opened a pull request knows of it. */
export function pullRequestExistsMessage({ item, number, url, author }: PullRequestOfSomebody): string {
  const by = author === '' ? '' : ` by ${author}`;
  return `Pull request [#${number}](${url})${by} is open and closes ${formatItemId(item)}. ${reasons['pull-request-exists'].remedy}`;
}

export function pullRequestMergedMessage({ item, number, url, author }: PullRequestOfSomebody): string {
  const by = author === '' ? '' : ` by ${author}`;
  return `Pull request [#${number}](${url})${by} is merged and closes ${formatItemId(item)}, so no engine was started. ${reasons['pull-request-merged'].remedy}`;
}

export function criteriaMetMessage(item: ItemId, criteria: number): string {
  const all = criteria === 1 ? 'The only acceptance criterion' : `All ${criteria} acceptance criteria`;
  return `${all} of ${formatItemId(item)} ${criteria === 1 ? 'is' : 'are'} ticked already, so no engine was started. ${reasons['criteria-met'].remedy}`;
}

/** Of a run without a ledger, which would hold the item. */
export function otherRunMessage(item: ItemId, run: number): string {
  return `Run ${run} works on ${formatItemId(item)} just now, so this one did not start. ${reasons.claimed.remedy}`;
}

interface OtherProject {
  readonly item: ItemId;
  readonly number: number;
  readonly url: string;
  /** The other project, or the other home repository where the keys are the same. */
  readonly whose: string;
}

export function otherProjectMessage({ item, number, url, whose }: OtherProject): string {
  return `Pull request [#${number}](${url}) for ${formatItemId(item)} is open, and it belongs to ${whose}. ${reasons['other-project'].remedy}`;
}

export function projectCalled(key: string): string {
  return `the project "${key}"`;
}

export function sameKeyIn({ owner, repository }: RepositoryName, key: string): string {
  return `a project in ${owner}/${repository} that is called "${key}" too`;
}

export function repositoryEmptyMessage({ owner, repository }: RepositoryName): string {
  return `${owner}/${repository} has no commit yet, so there is nothing to start from. Push a first commit to its default branch.`;
}

/** Seen before an engine is started, whose work could not be pushed. */
export function branchInTheWay(branch: string, inTheWay: string): string {
  return `There is a branch \`${inTheWay}\`, and git cannot hold \`${branch}\` beside it: no engine was started. Rename or delete \`${inTheWay}\`, then move the item to todo again.`;
}

export function branchMovedMessage(branch: string): string {
  return `Somebody else changed the branch \`${branch}\` meanwhile, so the changes were not pushed. ${reasons['branch-moved'].remedy}`;
}

export function gitFailedMessage(doing: string, answer: string, remedy = ''): string {
  return `Could not ${doing}: git said "${answer}". ${remedy}`.trim();
}

/** `answer`: what the system said. */
export function filesFailedMessage(answer: string): string {
  return `Could not work with the files of the run: ${inCode(answer)}. ${reasons['runner-failed'].remedy}`;
}

export function internalErrorMessage(): string {
  return `Something unexpected happened. ${reasons['internal-error'].remedy} Its debug log says where.`;
}

interface StartFact {
  readonly branch: string;
  readonly base: string;
  readonly kind: 'new' | 'continued' | 'anew';
  readonly commit: string;
}

const STARTS = {
  new: 'new, from',
  continued: 'continued, as its pull request is open, at',
  anew: 'started anew, as it has no open pull request, from',
} as const;

export function startFact({ branch, base, kind, commit }: StartFact): string {
  const from = kind === 'continued' ? '' : `\`${base}\` `;
  return `branch \`${branch}\`: ${STARTS[kind]} ${from}${commit.slice(0, 10)}`;
}

/** What became of an event, for a person. `detail` is a clause or sentences of its own. */
export function eventMessage(detail: string, reason: Reason): string {
  const { remedy } = reasons[reason];
  const sentence = /[.!?]$/.test(detail.trimEnd()) ? detail : `${detail}.`;
  // A name such as `acme/web#5` or `backlog-manager` is written as it is.
  const said = sentence.replace(/^[a-z]+(?= )/, capitalised);
  return remedy === 'Nothing.' || said.includes(remedy) ? said : `${said} ${remedy}`;
}

function capitalised(word: string): string {
  return `${word.charAt(0).toUpperCase()}${word.slice(1)}`;
}

/** The last sentence about a run that stopped: whether its item is tried again, and by whom. */
export function nextTryLine(next: NextTry): string {
  switch (next.kind) {
    case 'by-hand':
      return 'To try again, move the item to todo.';
    case 'by-itself':
      return `That was attempt ${next.attempt} of at most ${next.maxAttempts}: the reconciler starts the next one.`;
    case 'handed-over':
      return 'No agent tries again before somebody moves the item to todo.';
  }
}
