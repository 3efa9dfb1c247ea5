import type { Config } from '../core/config/config.ts';
import { type ItemId, parseItemId } from '../core/item-id.ts';
import type { LedgerCommand } from '../core/ledger/ledger-command.ts';
import type { Request } from '../core/ledger/ledger-event.ts';
import { type Sent, sendRequests, startedRuns } from '../core/ledger/protocol/send-dispatches.ts';
import { isFull, type Places, placesOf, type UnfinishedRun } from '../core/policy/max-runs.ts';
import { ProviderError } from '../core/provider-error.ts';
import * as text from '../core/text/max-runs.ts';
import { listLiveRuns } from '../github/actions/list-runs.ts';
import type { GitHub } from '../github/wire/client.ts';
import { type EventDecision, eventFailed, runOf, skipped } from './event-decision.ts';
import { markWaiting } from './mark-waiting.ts';
import type { ProjectLedger } from './open-ledger.ts';

export interface Started {
  readonly decisions: readonly EventDecision[];
  /** To be told to the ledger with the next entry: which runs it was, and which dispatches are put off. */
  readonly tell: readonly LedgerCommand[];
}

interface StartSurroundings {
  readonly github: GitHub;
  readonly config: Config;
  readonly now: () => Date;
}

/**
 * Starts what a decision asked for, as far as `max-runs` has places; other items are told to wait, and give their dispatch
 * back. One that could not be sent stays in the ledger, and is sent by the reconciler.
 */
export async function startRequested(
  ledger: ProjectLedger,
  requests: readonly Request[],
  surroundings: StartSurroundings,
): Promise<Started> {
  if (requests.length === 0) return { decisions: [], tell: [] };
  try {
    const { github, config } = surroundings;
    const runs = await listLiveRuns(github, config.home, config.workflow);
    const { due, later } = withinMaxRuns(requests, runs, placesOf(config));
    const sent = await ledger.drive(sendRequests(due));
    for (const { item } of later) await markWaiting(item, surroundings);
    return {
      decisions: [
        ...sent.map((one, index) => startDecision(one, due[index])),
        ...later.map(({ item }) => skipped('runs-full', text.waits(item, config.maxRuns))),
      ],
      tell: [
        ...startedRuns(sent),
        ...later.map(({ key }) => ({ kind: 'lose', key, how: 'evicted', maxAttempts: 1 }) as const),
      ],
    };
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    return { decisions: [eventFailed(error.reason, error.message)], tell: [] };
  }
}

interface Later {
  readonly key: string;
  readonly item: ItemId;
}

function withinMaxRuns(requests: readonly Request[], runs: readonly UnfinishedRun[], places: Places) {
  const due: Request[] = [];
  const later: Later[] = [];
  for (const request of requests) {
    const item = parseItemId(request.dispatch.item ?? '');
    if (item && isFull(item, runs, { ...places, maxRuns: places.maxRuns - due.length }))
      later.push({ key: request.key, item });
    else due.push(request);
  }
  return { due, later };
}

function startDecision(sent: Sent, request: Request | undefined): EventDecision {
  if (sent.kind !== 'sent') return eventFailed(sent.reason, sent.message);
  const { agent = '', cause = '' } = request?.dispatch ?? {};
  return { outcome: 'acted', reason: 'dispatched', detail: `${agent} because of ${cause}`, ...runOf(sent) };
}
