import {
  type DeliveryAttempt,
  isPast,
  type Undelivered,
  undelivered,
  withoutDelivered,
} from '../../core/policy/redeliveries.ts';
import { ProviderError } from '../../core/provider-error.ts';
import * as text from '../../core/text/redeliveries.ts';
import { readDeliveryLog, redeliver } from '../../github/apps/deliveries.ts';
import type { GitHub } from '../../github/wire/client.ts';
import { type EventDecision, eventFailed, skipped } from '../../orchestration/event-decision.ts';

/** Pages of a hundred that one sweep reads, of failures and of successes each. */
const MOST_PAGES = 10;

/** A server that comes back after hours is not flooded, and GitHub takes no more than 180 such requests a minute. */
const MOST_AT_ONCE = 100;

/**
 * Redelivers what failed and may succeed now. GitHub's log is the only memory, so that a
 * restart forgets nothing, and another replica's sweep is seen there.
 *
 * @param github as the App itself.
 */
export async function sweepDeliveries(github: GitHub, stop: AbortSignal): Promise<EventDecision> {
  const done: Undelivered[] = [];
  try {
    const failures = await readLog(github, 'failure', isPast);
    const candidates = undelivered(failures.attempts, failures.now);
    const [oldest] = candidates;
    if (!oldest) return nothingDue();
    const successes = await readLog(github, 'success', ({ at }) => at < oldest.last.at);
    const { due, unclear } = withoutDelivered(candidates, {
      guids: new Set(successes.attempts.map(({ guid }) => guid)),
      knownSince: successes.knownSince,
    });
    const refusals = await redeliverEach(github, due.slice(0, MOST_AT_ONCE), { done, stop });
    return conclude(done, { refusals, unclear, later: Math.max(0, due.length - MOST_AT_ONCE) });
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    return conclude(done, { refusals: [error], unclear: 0, later: 0 });
  }
}

interface Log {
  readonly attempts: readonly DeliveryAttempt[];
  readonly now: number;
  /** Everything from then on was read. */
  readonly knownSince: number;
}

async function readLog(
  github: GitHub,
  status: 'success' | 'failure',
  isEnough: (attempt: DeliveryAttempt, now: number) => boolean,
): Promise<Log> {
  const attempts: DeliveryAttempt[] = [];
  let now = 0;
  let pages = 0;
  for await (const page of readDeliveryLog(github, status)) {
    attempts.push(...page.attempts);
    now = page.now;
    pages += 1;
    const last = attempts.at(-1);
    if (last && (pages >= MOST_PAGES || isEnough(last, now))) return { attempts, now, knownSince: last.at };
  }
  return { attempts, now, knownSince: Number.NEGATIVE_INFINITY };
}

/** What GitHub refuses of one delivery holds up no other one; a limit, or silence, ends the sweep. */
async function redeliverEach(
  github: GitHub,
  due: readonly Undelivered[],
  { done, stop }: { readonly done: Undelivered[]; readonly stop: AbortSignal },
): Promise<readonly ProviderError[]> {
  const refusals: ProviderError[] = [];
  for (const one of due) {
    if (stop.aborted) break;
    try {
      await redeliver(github, one.last);
      done.push(one);
    } catch (error) {
      if (!(error instanceof ProviderError) || error.reason !== 'answer-unexpected') throw error;
      refusals.push(error);
    }
  }
  return refusals;
}

interface Ending {
  readonly refusals: readonly ProviderError[];
  readonly unclear: number;
  readonly later: number;
}

function conclude(done: readonly Undelivered[], { refusals, unclear, later }: Ending): EventDecision {
  const [refusal] = refusals;
  const detail = [
    ...(refusal ? [refusal.message] : []),
    ...(done.length > 0 ? [text.redelivered(done)] : []),
    ...(later > 0 ? [text.later(later)] : []),
    ...(unclear > 0 ? [text.unclear(unclear)] : []),
  ].join(' ');
  if (refusal) return eventFailed(refusal.reason, detail);
  return done.length > 0 ? { outcome: 'acted', reason: 'redelivered', detail } : nothingDue();
}

function nothingDue(): EventDecision {
  return skipped('nothing-due', 'no delivery is to be sent again');
}
