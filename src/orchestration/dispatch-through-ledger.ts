import type { Config } from '../core/config/config.ts';
import { formatItemId, itemKey } from '../core/item-id.ts';
import type { LedgerCommand } from '../core/ledger/ledger-command.ts';
import { observeItem, requestRun } from '../core/ledger/protocol/answer-event.ts';
import type { EventEnd } from '../core/ledger/protocol/decide-and-send.ts';
import { reasons } from '../core/reasons.ts';
import type { DispatchIntent } from '../core/routing/route.ts';
import { type EventDecision, eventFailed, runOf, skipped } from './event-decision.ts';
import { startAt } from './intents-of-arrival.ts';
import type { ProjectLedger } from './open-ledger.ts';

/**
 * Starts one run of an agent, which the ledger remembers until it has begun. An item is looked at first: what its own
 * mover has asked for already is not asked for again.
 */
export async function dispatchThroughLedger(
  ledger: ProjectLedger,
  { agent, item, cause }: DispatchIntent,
  { config, tell }: { readonly config: Config; readonly tell?: readonly LedgerCommand[] | undefined },
): Promise<EventDecision> {
  const id = ledger.newId();
  const end = await ledger.drive(
    item
      ? observeItem(id, { item: itemKey(item), startsAt: (stage, key) => startAt(stage, key, config) })
      : requestRun(id, { agent, cause }, tell),
  );
  return decisionOf(end, `${agent}${item ? ` for ${formatItemId(item)}` : ''} because of ${cause}`);
}

function decisionOf(end: EventEnd, what: string): EventDecision {
  if (end.kind === 'failed') return eventFailed(end.reason, end.message);
  const denied = end.sent.find((one) => one.kind !== 'sent');
  if (denied) return eventFailed(denied.reason, denied.message);
  const sent = end.sent.find((one) => one.kind === 'sent');
  if (sent) return { outcome: 'acted', reason: 'dispatched', detail: what, ...runOf(sent) };
  const [verdict] = end.verdicts;
  const reason = verdict?.kind === 'accepted' ? 'already-known' : (verdict?.reason ?? 'no-trigger');
  return skipped(reason, `${what}: ${reasons[reason].meaning}`);
}
