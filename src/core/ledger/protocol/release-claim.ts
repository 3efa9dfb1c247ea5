import type { Reason } from '../../reasons.ts';
import { type ClaimSubject, itemSubject, PROJECT_SUBJECT } from '../claim-subject.ts';
import type { LedgerCommand, ReleaseCommand } from '../ledger-command.ts';
import type { LedgerState } from '../ledger-state.ts';
import type { Protocol } from './effect.ts';
import { type Sent, sendDispatches, tellSent } from './send-dispatches.ts';
import { transact } from './transact.ts';

export interface ReleaseRequest extends Omit<ReleaseCommand, 'kind'> {
  /** Random. */
  readonly id: string;
  readonly subjects: readonly ClaimSubject[];
  /** What is told to the ledger along with it: moves that were seen on the board. */
  readonly also?: readonly LedgerCommand[];
}

export type ReleaseEnd =
  | {
      readonly kind: 'released';
      /** Dispatches of what was held that no run has accepted: sent again, because their runs may have been refused. */
      readonly sent: readonly Sent[];
      readonly handedOver: boolean;
    }
  | { readonly kind: 'lost' }
  | { readonly kind: 'failed'; readonly reason: Reason; readonly message: string };

/** Gives up a claim if it is still ours, and starts what was turned away meanwhile. */
export function* releaseClaim({ id, subjects, also = [], ...release }: ReleaseRequest): Protocol<ReleaseEnd> {
  const decision = yield* transact(id, (state) => ({
    kind: 'commands',
    commands: [...also, { kind: 'release', ...release }],
    read: subjects.filter((subject) => state.claims[subject]?.wanted),
  }));
  if (decision.kind === 'failed') return decision;
  const verdict = decision.verdicts.at(-1);
  if (verdict?.kind !== 'accepted' || verdict.event.type !== 'released') return { kind: 'lost' };
  const due = dispatchesOf(decision.state, decision.read);
  const sent = yield* sendDispatches(due, decision.state);
  yield* tellSent(id, sent, decision.state);
  return { kind: 'released', sent, handedOver: verdict.event.failed?.handedOver ?? false };
}

/** The keys of what was asked for at subjects. Sending leaves out what a run has accepted. */
function dispatchesOf({ dispatches }: LedgerState, subjects: readonly ClaimSubject[]): readonly string[] {
  const asked = Object.entries(dispatches).filter(([, { item }]) =>
    subjects.includes(item === null ? PROJECT_SUBJECT : itemSubject(item)),
  );
  return asked.map(([key]) => key);
}
