import { isFinished, isInFlight } from '../stages.ts';
import { bookCost, bookInFull, dropItem, dropOldDays } from './book-cost.ts';
import { type ItemKey, itemSubject } from './claim-subject.ts';
import type { Entry, LedgerEvent, Request } from './ledger-event.ts';
import {
  type Claim,
  type ItemRecord,
  type LedgerDispatch,
  type LedgerState,
  RECENT_ENTRIES,
  stageInLedger,
} from './ledger-state.ts';
import { isSameRun, type RunReference } from './run-reference.ts';

/** How long a record is kept after its item left flight: as long as any replica may show it where it was. */
const AFTERLIFE_MS = 10 * 60_000;

/** How long the token of a run lives, and with it what a process can do whose run is over. */
const TOKEN_LIFE_MS = 60 * 60_000;

/** What the ledger holds after an entry. Knows no rule: what was decided happens. */
export function evolve(state: LedgerState, { id, seq, at, events }: Entry): LedgerState {
  const after = events.reduce((now, event) => apply(now, event, { seq, at }), { ...state, seq });
  return prune({ ...after, recent: [...after.recent, id].slice(-RECENT_ENTRIES) }, at);
}

function apply(state: LedgerState, event: LedgerEvent, { seq, at }: Pick<Entry, 'seq' | 'at'>): LedgerState {
  switch (event.type) {
    case 'created':
      return state;
    case 'move-decided': {
      const known = state.items[event.item];
      const { move } = event;
      // Only a person's move starts an agent on an item that was handed over.
      const isForgiven = known?.needsHuman && event.requests.length > 0;
      const before = isForgiven ? forgiven(known) : fresh(known);
      const record = { ...before, visit: seq, seen: move.read, move, under: move.under };
      return withRequests(withoutWaiting(withItem(state, event.item, record), event.item), event.requests);
    }
    case 'item-seen':
      return event.by === 'settled' ? settle(state, event) : yieldTo(state, event, seq);
    case 'move-adopted': {
      const known = state.items[event.item];
      return known ? withItem(state, event.item, { ...known, move: event.move }) : state;
    }
    case 'move-abandoned': {
      const known = state.items[event.item];
      if (known?.move?.id !== event.move) return state;
      return withoutWaiting(withItem(state, event.item, { ...known, move: null }), event.item);
    }
    case 'claimed': {
      const { key, dispatch } = event.accepts;
      const claims = withoutClaims(state.claims, event.takenFrom);
      for (const subject of event.subjects) claims[subject] = event.claim;
      // The new holder may fail before it has fenced: the next one has to know.
      const items = event.takenFrom.reduce(
        (known, claim) => withDeadHolder({ ...state, items: known }, claim, at),
        state.items,
      );
      const costs = bookInFull(state, event.takenFrom, at);
      return { ...state, claims, items, costs, dispatches: { ...state.dispatches, [key]: dispatch } };
    }
    case 'budget-reached': {
      const { [event.key ?? '']: _, ...dispatches } = state.dispatches;
      const known = event.item === null ? undefined : state.items[event.item];
      const without = { ...state, dispatches };
      return event.handedOver && event.item !== null && known
        ? withItem(without, event.item, { ...known, needsHuman: true })
        : without;
    }
    case 'item-closed':
      return { ...state, costs: dropItem(state.costs, event.item) };
    case 'wanted': {
      const claims = { ...state.claims };
      for (const subject of event.subjects) {
        const claim = claims[subject];
        if (claim) claims[subject] = { ...claim, wanted: true };
      }
      return { ...state, claims };
    }
    case 'released': {
      const released = {
        ...state,
        claims: withoutClaims(state.claims, [event.claim]),
        dispatches: withoutAccepted(state.dispatches, event.run),
        items: event.forDead ? withDeadHolder(state, event.claim, at) : state.items,
        costs: bookCost(state, { claim: event.claim, cost: event.cost, at }),
      };
      return withRequests(event.failed ? withAttempt(released, event.failed) : released, event.requests);
    }
    case 'dispatch-requested':
      return withRequests(state, event.requests);
    case 'dispatch-sent': {
      const dispatch = state.dispatches[event.key];
      if (!dispatch) return state;
      return { ...state, dispatches: { ...state.dispatches, [event.key]: { ...dispatch, sent: event.run } } };
    }
    case 'dispatch-lost': {
      const { [event.key]: _, ...dispatches } = state.dispatches;
      const without = { ...state, dispatches };
      return event.failed ? withAttempt(without, event.failed) : without;
    }
    case 'breaker-opened':
      return { ...state, breaker: { why: event.why, since: event.since } };
    case 'breaker-closed':
      return { ...state, breaker: null };
  }
}

type Seen = Extract<LedgerEvent, { type: 'item-seen' }>;

function settle(state: LedgerState, { item, version }: Seen): LedgerState {
  const known = state.items[item];
  return known ? withItem(state, item, { ...known, seen: version, move: null }) : state;
}

/** A person's hand begins a new visit, and forgives what went wrong before. */
function yieldTo(state: LedgerState, { item, version, requests }: Seen, seq: number): LedgerState {
  const record = { ...forgiven(state.items[item]), visit: seq, seen: version, move: null, under: null };
  return withRequests(withoutWaiting(withItem(state, item, record), item), requests);
}

function fresh(known: ItemRecord | undefined): Pick<ItemRecord, 'attempts' | 'deadSince' | 'needsHuman'> {
  const { attempts = {}, deadSince = null, needsHuman = false } = known ?? {};
  return { attempts, deadSince, needsHuman };
}

function forgiven(known: ItemRecord | undefined): ReturnType<typeof fresh> {
  return { attempts: {}, deadSince: known?.deadSince ?? null, needsHuman: false };
}

/** A run that was found dead may live on unseen; the items that it held remember it. */
function withDeadHolder({ claims, items }: LedgerState, claim: string, at: string): LedgerState['items'] {
  const marked = Object.entries(items).map(([item, record]): [ItemKey, ItemRecord] => [
    item,
    claims[itemSubject(item)]?.id === claim ? { ...record, deadSince: at } : record,
  ]);
  return Object.fromEntries(marked);
}

function withItem(state: LedgerState, item: ItemKey, record: ItemRecord): LedgerState {
  return { ...state, items: { ...state.items, [item]: record } };
}

function withRequests(state: LedgerState, requests: readonly Request[]): LedgerState {
  const asked = Object.fromEntries(requests.map(({ key, dispatch }) => [key, dispatch]));
  return { ...state, dispatches: { ...state.dispatches, ...asked } };
}

/** The visit is over, and with it what was to be started because of it. */
function withoutWaiting(state: LedgerState, item: ItemKey): LedgerState {
  const isLeft = (dispatch: LedgerDispatch): boolean =>
    dispatch.item !== item || dispatch.acceptedBy !== null;
  return { ...state, dispatches: filterValues(state.dispatches, isLeft) };
}

function withoutClaims(claims: LedgerState['claims'], ids: readonly string[]): Record<string, Claim> {
  return filterValues(claims, ({ id }) => !ids.includes(id));
}

function withoutAccepted(
  dispatches: LedgerState['dispatches'],
  run: RunReference,
): LedgerState['dispatches'] {
  return filterValues(dispatches, ({ acceptedBy }) => acceptedBy === null || !isSameRun(acceptedBy, run));
}

function withAttempt(
  state: LedgerState,
  {
    item,
    cause,
    handedOver,
  }: { readonly item: ItemKey; readonly cause: string; readonly handedOver: boolean },
): LedgerState {
  const known = state.items[item];
  if (!known) return state;
  const attempts = { ...known.attempts, [cause]: (known.attempts[cause] ?? 0) + 1 };
  return withItem(state, item, { ...known, attempts, needsHuman: known.needsHuman || handedOver });
}

/** What is finished is forgotten, so that the state is as large as the work in flight. */
function prune(state: LedgerState, at: string): LedgerState {
  const busy = new Set(Object.values(state.dispatches).map(({ item }) => item));
  const isKept = (record: ItemRecord, item: string): boolean => {
    const stage = stageInLedger(record);
    if (record.move || record.needsHuman || busy.has(item) || state.claims[itemSubject(item)]) return true;
    if (isInFlight(stage)) return true;
    if (record.deadSince && Date.parse(at) - Date.parse(record.deadSince) < TOKEN_LIFE_MS) return true;
    if (Object.keys(record.attempts).length > 0 && stage !== null && !isFinished(stage)) return true;
    return Date.parse(at) - Date.parse(record.seen.at) < AFTERLIFE_MS;
  };
  return { ...state, items: filterValues(state.items, isKept), costs: dropOldDays(state.costs, at) };
}

function filterValues<V>(
  record: Readonly<Record<string, V>>,
  isKept: (value: V, key: string) => boolean,
): Record<string, V> {
  return Object.fromEntries(Object.entries(record).filter(([key, value]) => isKept(value, key)));
}
