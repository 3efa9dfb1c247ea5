import { type ItemId, itemKey } from '../core/item-id.ts';
import type { ItemKey } from '../core/ledger/claim-subject.ts';
import { startWaitingItems } from '../core/ledger/protocol/answer-event.ts';
import type { EventEnd } from '../core/ledger/protocol/decide-and-send.ts';
import { type EventDecision, eventFailed, runOf } from './event-decision.ts';
import type { ProjectLedger } from './open-ledger.ts';

/** An item whose turn it is. */
export interface ItemTurn {
  readonly agent: string;
  readonly item: ItemId;
  readonly cause: string;
}

interface InLedger {
  /** Whose run is under way. */
  readonly sent: readonly (Pick<EventDecision, 'run'> & { readonly item: ItemId })[];
  /** Starts that were decided and could not be sent: the reconciler sends them. */
  readonly failures: readonly EventDecision[];
}

/** Asks for runs of items that wait, in one entry. What another process has asked for already is left to it. */
export async function startInLedger(ledger: ProjectLedger, starts: readonly ItemTurn[]): Promise<InLedger> {
  if (starts.length === 0) return { sent: [], failures: [] };
  const byKey = new Map(starts.map(({ item }) => [itemKey(item), item]));
  const waiting = starts.map((start) => ({ ...start, item: itemKey(start.item) }));
  const end = await ledger.drive(startWaitingItems(ledger.newId(), waiting));
  if (end.kind === 'failed') return { sent: [], failures: [eventFailed(end.reason, end.message)] };
  return {
    sent: end.sent.flatMap((one) => {
      const item = byKey.get(itemOfRequest(end, one.key) ?? '');
      return one.kind === 'sent' && item ? [{ item, ...runOf(one) }] : [];
    }),
    failures: end.sent.flatMap((one) => (one.kind === 'sent' ? [] : [eventFailed(one.reason, one.message)])),
  };
}

function itemOfRequest(
  { verdicts }: Extract<EventEnd, { kind: 'decided' }>,
  key: string,
): ItemKey | null | undefined {
  const requests = verdicts.flatMap((verdict) =>
    verdict.kind === 'accepted' && 'requests' in verdict.event ? verdict.event.requests : [],
  );
  return requests.find((request) => request.key === key)?.dispatch.item;
}
