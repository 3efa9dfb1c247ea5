import type { Reason } from '../../reasons.ts';
import type { Stage } from '../../stages.ts';
import type { ItemKey } from '../claim-subject.ts';
import type { LedgerVerdict } from '../decide/ledger-verdict.ts';
import type { Proposal, Sighting } from '../ledger-command.ts';
import type { LedgerDispatch, LedgerState } from '../ledger-state.ts';
import type { RunReference } from '../run-reference.ts';
import type { Version } from '../version.ts';

/**
 * What a protocol asks of the world, one at a time. A protocol is a generator of effects and knows nothing else: the
 * driver in `src/ledger` performs them on GitHub, and the model in `tests/model` in every order.
 */
export type Effect =
  | { readonly kind: 'read-ledger' }
  | ({
      readonly kind: 'append';
      /** The commit that was read. */
      readonly head: string;
      /** What it held. */
      readonly state: LedgerState;
    } & Proposal)
  /**
   * Ends a decision that appends nothing. Costs no call: processes that read the ledger together then wait for nobody
   * in vain.
   */
  | { readonly kind: 'pass' }
  | {
      readonly kind: 'read-items';
      readonly items: readonly ItemKey[];
      /** Lists what is in flight too, for the capacity. */
      readonly inFlight: boolean;
    }
  | { readonly kind: 'write-item'; readonly item: ItemKey; readonly to: Stage }
  | { readonly kind: 'ask-runs'; readonly runs: readonly RunReference[] }
  | { readonly kind: 'send'; readonly key: string; readonly dispatch: LedgerDispatch }
  /** Moves the head of the item's branch, so that a former holder's push is refused. */
  | { readonly kind: 'fence'; readonly item: ItemKey }
  /** Back-off after the `attempt`th conflict, from 1. */
  | { readonly kind: 'wait'; readonly attempt: number };

export interface Unreadable {
  readonly kind: 'unreadable';
  readonly reason: Reason;
  readonly message: string;
}

export interface Denied {
  readonly kind: 'denied';
  readonly reason: Reason;
  readonly message: string;
}

/** Whether an effect happened cannot be told from the answer. */
export interface Ambiguous {
  readonly kind: 'ambiguous';
  readonly reason: Reason;
  readonly message: string;
  /** It did happen, and only what came of it cannot be told. */
  readonly tookEffect?: boolean;
}

/** Of one attempt of a run, by GitHub's word. `unknown` counts as alive. */
export type Life =
  | { readonly kind: 'alive' | 'unknown' }
  | {
      readonly kind: 'over';
      /** ISO 8601, UTC. */
      readonly since: string;
      /** `evicted`: a newer run of its group took its place in the queue. `cancelled`: a person did that. */
      readonly end: 'completed' | 'evicted' | 'cancelled' | 'startup-failure';
    };

/** Under which name the commands were tried, and what was decided on them: they stand in the ledger if it does. */
export interface Tried {
  readonly entry: string;
  /** One for each command, in their order. */
  readonly verdicts: readonly LedgerVerdict[];
}

export interface Answers {
  'read-ledger':
    | {
        readonly kind: 'ledger';
        readonly head: string;
        readonly state: LedgerState;
        /** By GitHub's clock: ISO 8601, UTC. */
        readonly readAt: string;
      }
    | Unreadable;
  append: /** `state`: the ledger after the entry. */
    | ({ readonly kind: 'appended'; readonly state: LedgerState } & Tried)
    /** Nothing was accepted, so there was nothing to append. */
    | { readonly kind: 'unchanged'; readonly verdicts: readonly LedgerVerdict[] }
    /** The head is another one. The entry may stand there all the same, if the request was sent twice on its way. */
    | ({ readonly kind: 'conflict' } & Tried)
    | (Ambiguous & Tried)
    | Denied;
  pass: undefined;
  'read-items':
    | {
        readonly kind: 'items';
        /** `undefined`: there is no such item on the board. In the order of the question. */
        readonly sightings: readonly (Sighting | undefined)[];
        /** Items that the board lists in flight; empty if not asked for. */
        readonly inFlight: readonly ItemKey[];
        /** How many items the board lists in backlog; 0 if the list was not asked for. */
        readonly backlog: number;
      }
    | Unreadable;
  'write-item':
    | {
        readonly kind: 'written';
        readonly version: Version;
        /** It is where `version` says and in the destination as well: a person's hand came between. */
        readonly inBoth?: boolean;
      }
    | Ambiguous
    | Denied;
  'ask-runs': readonly Life[];
  send:
    | {
        readonly kind: 'sent';
        /** `null`: GitHub did not tell which, as Enterprise Servers do not. */
        readonly run: number | null;
        /** Its page. */
        readonly url?: string;
      }
    | Ambiguous
    | Denied;
  fence: { readonly kind: 'fenced' } | Ambiguous | Denied;
  wait: undefined;
}

/** A protocol that ends with `T`. What `next` takes is the answer to the effect that it yielded last. */
export type Protocol<T> = Generator<Effect, T, Answers[Effect['kind']]>;

/** Asks for one effect, and answers with what came of it. */
export function* perform<K extends Effect['kind']>(
  effect: Extract<Effect, { kind: K }>,
): Generator<Effect, Answers[K], Answers[Effect['kind']]> {
  // The driver answers each effect with the answer of its kind; a generator's type cannot say so.
  return (yield effect) as Answers[K];
}
