import { dayOf, NOTHING } from '../../../src/core/ledger/cost.ts';
import { evolve } from '../../../src/core/ledger/evolve.ts';
import type { LedgerEvent } from '../../../src/core/ledger/ledger-event.ts';
import type { LedgerState } from '../../../src/core/ledger/ledger-state.ts';
import type { ModelAnswer } from '../actors/model-effect.ts';
import { lens, type Twist } from './mutant.ts';

/** Looks at what runs have cost, and not at what others may cost that are at work. */
export const withoutReservations = lens((state) => withReserved(state, () => false));

/** Takes no item for one that was handed over. */
export const forgetsHandOver = lens((state) => {
  const items = Object.entries(state.items).map(([item, record]) => [item, { ...record, needsHuman: false }]);
  return { ...state, items: Object.fromEntries(items) };
});

/** Counts for a day what was reserved on that day. */
export function reservesForOneDay(): Twist {
  let today = '';
  const look = lens((state) => withReserved(state, ({ since }) => dayOf(since) === today))();
  return function* (effect) {
    const answer: ModelAnswer = yield* look(effect);
    // It looks again, now that it knows which day it is.
    if (effect.kind !== 'read-ledger' || typeof answer !== 'object' || !('readAt' in answer)) return answer;
    const isNew = today !== dayOf(answer.readAt);
    today = dayOf(answer.readAt);
    return isNew ? yield* look(effect) : answer;
  };
}

/** A claim that sets nothing aside. */
export const reservesNothing = rewriting((event) =>
  event.type === 'claimed' ? { ...event, claim: { ...event.claim, reserved: NOTHING } } : event,
);

/** A run that is dead has cost nothing. */
export const deadCostNothing = rewriting(
  (event) => (event.type === 'released' && event.forDead ? { ...event, cost: null } : event),
  (state, events) => {
    const ended = events.flatMap((event) => (event.type === 'claimed' ? event.takenFrom : []));
    return withReserved(state, ({ id }) => !ended.includes(id));
  },
);

/** At a cap nobody is told. */
export const handsNothingOver = rewriting((event) =>
  event.type === 'budget-reached' ? { ...event, handedOver: false } : event,
);

/** A person's hand forgives what an item has cost, too. */
export const forgivesCost = rewriting(
  (event) => event,
  (state, events) => {
    const moved = events.flatMap((event) =>
      event.type === 'item-seen' && event.by === 'person' ? [event.item] : [],
    );
    const items = Object.entries(state.costs.items).filter(([item]) => !moved.includes(item));
    return { ...state, costs: { ...state.costs, items: Object.fromEntries(items) } };
  },
);

type Claims = LedgerState['claims'];

function withReserved(state: LedgerState, isKept: (claim: Claims[string]) => boolean): LedgerState {
  const claims = Object.entries(state.claims).map(([subject, claim]) => [
    subject,
    isKept(claim) ? claim : { ...claim, reserved: NOTHING },
  ]);
  return { ...state, claims: Object.fromEntries(claims) };
}

/** What is appended says something else, and follows from another state. */
function rewriting(
  rewrite: (event: LedgerEvent) => LedgerEvent,
  before: (state: LedgerState, events: readonly LedgerEvent[]) => LedgerState = (state) => state,
): () => Twist {
  return () => {
    let read: LedgerState | undefined;
    return function* (effect) {
      if (effect.kind === 'commit' && read) {
        const entry = { ...effect.entry, events: effect.entry.events.map(rewrite) };
        return yield { ...effect, entry, state: evolve(before(read, entry.events), entry) };
      }
      const answer = yield effect;
      const isRead = effect.kind === 'read-ledger' && typeof answer === 'object' && 'state' in answer;
      if (isRead && 'head' in answer) read = answer.state;
      return answer;
    };
  };
}
