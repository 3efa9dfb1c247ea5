import type { Reason } from './reasons.ts';
import { isFinished } from './stages.ts';
import type { State, States } from './states.ts';

/** What a board said about an item just now. `none` and `several` are answers; `unreadable` is the lack of one. */
export type Reading =
  | { readonly kind: 'one'; readonly state: State; readonly open: boolean }
  | { readonly kind: 'none'; readonly open: boolean }
  | { readonly kind: 'several'; readonly states: States; readonly open: boolean }
  | { readonly kind: 'unreadable'; readonly reason: Reason; readonly detail: string };

export type GuardVerdict =
  | { readonly verdict: 'move'; readonly previous: State }
  | { readonly verdict: 'noop'; readonly reason: 'already-there'; readonly previous: State }
  | { readonly verdict: 'refused'; readonly reason: GuardRefusal; readonly previous?: string }
  | { readonly verdict: 'failed'; readonly reason: Reason; readonly detail: string };

export type GuardRefusal = Extract<Reason, 'state-changed' | 'state-ambiguous' | 'no-stage' | 'item-closed'>;

interface GuardInput {
  readonly reading: Reading;
  readonly destination: State;
  /** The states from which the move is right; one of them must be the item's. */
  readonly expected: States;
}

/**
 * The second interlock: decides from what was just read whether the item may still move.
 *
 * Order matters. An item that is already there is a no-op even if it was not expected there, because the wish is
 * fulfilled; only then is the expectation compared. Whatever cannot be read moves nothing.
 */
export function guard({ reading, destination, expected }: GuardInput): GuardVerdict {
  switch (reading.kind) {
    case 'unreadable':
      return { verdict: 'failed', reason: reading.reason, detail: reading.detail };
    case 'several':
      return {
        verdict: 'refused',
        reason: 'state-ambiguous',
        previous: reading.states.map((state) => state.name).join(' + '),
      };
    case 'none':
      return { verdict: 'refused', reason: 'no-stage' };
    case 'one': {
      const previous = reading.state;
      if (previous.stage === destination.stage) return { verdict: 'noop', reason: 'already-there', previous };
      if (!expected.some((state) => state.stage === previous.stage)) {
        return { verdict: 'refused', reason: 'state-changed', previous: previous.name };
      }
      if (!reading.open && !isFinished(destination.stage)) {
        return { verdict: 'refused', reason: 'item-closed', previous: previous.name };
      }
      return { verdict: 'move', previous };
    }
  }
}
