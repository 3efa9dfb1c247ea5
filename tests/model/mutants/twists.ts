import { evolve } from '../../../src/core/ledger/evolve.ts';
import type { LedgerState } from '../../../src/core/ledger/ledger-state.ts';
import type { ModelAnswer, ModelAnswers, ModelEffect } from '../actors/model-effect.ts';
import { asIs, lens, type Twist } from './mutant.ts';

type Turn = Generator<ModelEffect, ModelAnswer, ModelAnswer>;

/** Checks on what it read, and marks on whatever is there by then. */
export function checkThenMark(): Twist {
  return function* (effect) {
    if (effect.kind !== 'commit') return yield effect;
    const now = (yield { kind: 'read-ledger' }) as ModelAnswers['read-ledger'];
    if (now.kind === 'unreadable') return { kind: 'conflict' };
    const entry = { ...effect.entry, seq: now.state.seq + 1 };
    return yield { kind: 'commit', head: now.head, entry, state: evolve(now.state, entry) };
  };
}

/** Writes the board and then has the ledger decide. */
export function boardBeforeLedger(): Twist {
  const written = new Map<string, ModelAnswer>();
  return function* (effect) {
    if (effect.kind === 'commit') {
      for (const event of effect.entry.events) {
        if (event.type !== 'move-decided' || written.has(event.item)) continue;
        written.set(event.item, yield { kind: 'write-item', item: event.item, to: event.move.to });
      }
      return yield effect;
    }
    const early = effect.kind === 'write-item' ? written.get(effect.item) : undefined;
    return early ?? (yield effect);
  };
}

/** Reads the items once, and after a conflict the ledger alone. */
export function conflictRereadsLedgerOnly(): Twist {
  let items: ModelAnswer;
  let isRetry = false;
  return function* (effect) {
    if (effect.kind === 'read-items' && isRetry && items !== undefined) return items;
    const answer = yield effect;
    if (effect.kind === 'read-items') items = answer;
    if (effect.kind === 'commit') isRetry = (answer as ModelAnswers['commit']).kind === 'conflict';
    return answer;
  };
}

/** After a lost answer it takes whatever ledger it reads for a newer one. */
export function refusalBelieved(): Twist {
  let isLost = false;
  return function* (effect) {
    const answer = yield effect;
    if (effect.kind === 'commit') isLost = (answer as ModelAnswers['commit']).kind === 'ambiguous';
    if (!isLost || effect.kind !== 'read-ledger' || !isReadable(answer)) return answer;
    return { ...answer, state: { ...answer.state, seq: answer.state.seq + 1 } };
  };
}

/** Takes every read for the newest. */
export const staleReadTrusted = lens((state) =>
  withItems(state, (record) => ({
    ...record,
    seen: { ...record.seen, at: '2020-01-01T00:00:00Z' },
  })),
);

/** Takes a dispatch that a run has accepted for an open one. */
export function acceptsAnyDispatch(): Twist {
  return lens((state) => ({
    ...state,
    dispatches: Object.fromEntries(
      Object.entries(state.dispatches).map(([key, dispatch]) => [key, { ...dispatch, acceptedBy: null }]),
    ),
  }))();
}

/** Takes over without moving the branch. */
export function withoutFence(): Twist {
  return function* (effect): Turn {
    return effect.kind === 'fence' ? { kind: 'fenced' } : yield* asIs(effect);
  };
}

/** Pushes to where the branch is by now, and not to where it was when the run was last known to hold the item. */
export function leaseReadLate(): Twist {
  return function* (effect): Turn {
    if (effect.kind !== 'push') return yield effect;
    const lease = (yield { kind: 'read-branch', branch: effect.branch }) as ModelAnswers['read-branch'];
    return yield { ...effect, lease };
  };
}

/** Never tells the ledger what became of a move. */
export function withoutSettling(): Twist {
  return withoutEvents(({ type }) => type === 'item-seen');
}

/** A refused run goes home without a word. */
export function withoutWanting(): Twist {
  return withoutEvents(({ type }) => type === 'wanted');
}

/** Some events never reach the ledger; an entry of nothing else is not appended, and nobody notices. */
function withoutEvents(isLost: (event: { readonly type: string }) => boolean): Twist {
  let read: LedgerState | undefined;
  return function* (effect) {
    if (effect.kind === 'commit' && read) {
      const events = effect.entry.events.filter((event) => !isLost(event));
      if (events.length === 0) return { kind: 'committed' };
      const entry = { ...effect.entry, events };
      return yield { ...effect, entry, state: evolve(read, entry) };
    }
    const answer = yield effect;
    if (effect.kind === 'read-ledger' && isReadable(answer)) read = answer.state;
    return answer;
  };
}

/** Takes over a dead run's move whatever the board shows by now. */
export function finishesWithoutVersion(): Twist {
  let read: LedgerState | undefined;
  return function* (effect) {
    const answer = yield effect;
    if (effect.kind === 'read-ledger' && isReadable(answer)) read = answer.state;
    if (effect.kind !== 'read-items' || !('sightings' in (answer as object))) return answer;
    const items = answer as Extract<ModelAnswers['read-items'], { kind: 'items' }>;
    const sightings = items.sightings.map((sighting, index) => {
      const move = read?.items[effect.items[index] ?? '']?.move;
      return sighting && move ? { ...sighting, version: move.read } : sighting;
    });
    return { ...items, sightings };
  };
}

/** A list of what is in flight that cannot be read is taken for an empty one. */
export function capacityFailsOpen(): Twist {
  return function* (effect) {
    const answer = yield effect;
    const isBlind =
      effect.kind === 'read-items' && effect.inFlight && (answer as { kind: string }).kind === 'unreadable';
    return isBlind ? yield { ...effect, inFlight: false } : answer;
  };
}

/** Takes a claim for dead when it is old. */
export function livenessByClock(): Twist {
  let readAt = '';
  let claims: LedgerState['claims'] = {};
  return function* (effect) {
    if (effect.kind === 'ask-runs') {
      return effect.runs.map((run) => {
        const claim = Object.values(claims).find((one) => one.run.id === run.id);
        const age = Date.parse(readAt) - Date.parse(claim?.since ?? readAt);
        return age > 60_000
          ? ({ kind: 'over', since: claim?.since ?? readAt, end: 'completed' } as const)
          : ({ kind: 'alive' } as const);
      });
    }
    const answer = yield effect;
    if (effect.kind === 'read-ledger' && isReadable(answer)) {
      readAt = answer.readAt;
      claims = answer.state.claims;
    }
    return answer;
  };
}

/** Asks how the run's first attempt ended, whichever holds the claim. */
export function livenessIgnoresAttempt(): Twist {
  return function* (effect) {
    return effect.kind === 'ask-runs'
      ? yield { ...effect, runs: effect.runs.map(({ id }) => ({ id, attempt: 1 })) }
      : yield* asIs(effect);
  };
}

function isReadable(answer: ModelAnswer): answer is Extract<ModelAnswers['read-ledger'], { kind: 'ledger' }> {
  return typeof answer === 'object' && 'kind' in answer && answer.kind === 'ledger';
}

function withItems(
  state: LedgerState,
  change: (record: LedgerState['items'][string]) => LedgerState['items'][string],
): LedgerState {
  const items = Object.entries(state.items).map(([item, record]) => [item, change(record)] as const);
  return { ...state, items: Object.fromEntries(items) };
}
