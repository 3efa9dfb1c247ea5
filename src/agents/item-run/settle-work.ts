import type { HandedBack } from '../../core/agents/finish-check.ts';
import { itemKey } from '../../core/item-id.ts';
import { itemSubject } from '../../core/ledger/claim-subject.ts';
import { requireHeld, type Warrant } from '../../core/ledger/warrant.ts';
import { ProviderError } from '../../core/provider-error.ts';
import * as handedBack from '../../core/text/handed-back.ts';
import { keptNote, notKeptNote } from '../../core/text/kept-work.ts';
import { filterMissingMessage, workElsewhereMessage } from '../../core/text/left-work.ts';
import { branchMovedMessage, noChangesMessage } from '../../core/text/run-message.ts';
import { commentOnce } from '../../github/issues/comment-once.ts';
import type { TakenWork } from '../git/take-work.ts';
import { type Stopped, type Work, workFailed, workRefused } from './assignment.ts';
import { describeTaken } from './describe-taken.ts';
import { engineStop } from './engine-stop.ts';
import { keepWork } from './keep-work.ts';
import type { Publication } from './publication.ts';
import { publish } from './publish.ts';
import type { EngineRan } from './run-engine.ts';
import { tickCriteria } from './tick-criteria.ts';

/** What becomes of what an engine left: it is published, or kept where the work came to no good end. */
export async function settleWork(
  warrant: Warrant,
  { result, taken, check, words }: EngineRan,
  publication: Publication,
): Promise<Work> {
  const stopped = engineStop(result, publication.assignment.agent);
  if (stopped) return withKept(stopped, taken, publication);
  if (!taken || !check) throw new Error('An engine that has ended was not looked at');
  if (check.kind === 'handed-back') {
    const asked = await handBack(warrant, { reason: check.reason, summary: words.summary }, publication);
    return withKept(asked, taken, publication);
  }
  if (taken.kind !== 'commit') return stopWithout(taken, publication, words.summary);
  const work = await publish(taken, publication, words);
  if (work.kind === 'published' && words.done) {
    const { assignment, body, note } = publication;
    const ticked = await tickCriteria(warrant, assignment, { body, unmet: words.done.unmetCriteria });
    if (ticked !== '') note(ticked);
  }
  return work;
}

/** The reason why the work stopped, and where what there is of it can be found. */
async function withKept(
  stopped: Stopped,
  taken: TakenWork | undefined,
  publication: Publication,
): Promise<Stopped> {
  const kept = taken ? await keepWork(taken, publication) : ({ kind: 'nothing' } as const);
  switch (kept.kind) {
    case 'nothing':
      return stopped;
    case 'kept':
      return { ...stopped, message: `${stopped.message} ${keptNote(kept.branch)}` };
    case 'not-kept': {
      const answer = kept.why === 'moved' ? '' : kept.why.message;
      return { ...stopped, message: `${stopped.message} ${notKeptNote(kept.branch, answer)}` };
    }
  }
}

interface Handing {
  readonly reason: HandedBack;
  readonly summary: string | undefined;
}

/** A comment of its own, because an edited status notifies nobody. One for each run, however often it is tried. */
async function handBack(
  warrant: Warrant,
  { reason, summary = '' }: Handing,
  { assignment: { github, item, config, agent }, runUrl }: Publication,
): Promise<Stopped> {
  requireHeld(warrant, [itemSubject(itemKey(item))]);
  const marker = `handed-back ${config.project} ${agent.definition.name} ${runUrl}`;
  const body = handedBack.comment({ reason, summary });
  try {
    const { url } = await commentOnce(github, item, { marker, body });
    return workRefused(reason, handedBack.message({ reason, summary, url }));
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    return workRefused(reason, handedBack.message({ reason, summary, url: undefined }));
  }
}

/** Nothing in the files of the checkout can become a pull request. */
async function stopWithout(
  taken: Exclude<TakenWork, { kind: 'commit' }>,
  publication: Publication,
  summary: string | undefined,
): Promise<Stopped> {
  const described = describeTaken(taken);
  switch (taken.kind) {
    case 'nothing':
      return workFailed('no-changes', noChangesMessage(publication.assignment.agent.engine, summary ?? ''));
    case 'filtered':
      return workFailed('filter-missing', filterMissingMessage(described.filtered));
    case 'elsewhere': {
      // Whether it is the work, or what was thrown away, is for a person to say; it must not be gone by then.
      const kept = await keepWork(taken, publication);
      if (kept.kind === 'not-kept') {
        if (kept.why !== 'moved') throw kept.why;
        return workRefused('branch-moved', branchMovedMessage(kept.branch));
      }
      const keptOn = kept.kind === 'kept' ? kept.branch : undefined;
      return workFailed('work-elsewhere', workElsewhereMessage({ ...described, keptOn }));
    }
  }
}
