import type { Reason } from '../../reasons.ts';
import type { LedgerVerdict } from '../decide/ledger-verdict.ts';
import type { LedgerCommand } from '../ledger-command.ts';
import { ENTRY_VERSION } from '../ledger-event.ts';
import type { LedgerState } from '../ledger-state.ts';
import { type Protocol, perform, type Unreadable } from './effect.ts';

/** Conflicts after which a run gives up; others have made as many appends by then. */
export const MAX_ATTEMPTS = 12;

/** Commands, made of what was read after the ledger; or the reason why there are none. */
export type Preparation<R> =
  | { readonly kind: 'commands'; readonly commands: readonly LedgerCommand[]; readonly read: R }
  | { readonly kind: 'stop'; readonly reason: Reason; readonly message: string }
  | Unreadable;

export type Transacted<R> =
  | {
      readonly kind: 'decided';
      readonly verdicts: readonly LedgerVerdict[];
      /** The ledger after it; as it was read, if nothing was accepted. */
      readonly state: LedgerState;
      readonly read: R;
      /** Set if the answer to the append was lost, and its entry found later: what was read may have changed since. */
      readonly recovered?: {
        /** What was read last, before it was found. A replica may show what was before that. */
        readonly latest: R;
      };
    }
  | { readonly kind: 'failed'; readonly reason: Reason; readonly message: string };

/**
 * One decision in the ledger: reads it, then everything else that the decision needs, decides, and appends on the head
 * that was read. A conflict means that somebody decided something meanwhile, so *everything* is read again; reading the
 * ledger alone would decide on an item as it was before the other's move.
 *
 * An answer that was lost settles itself: the head is read again, and the entry either stands there or can stand
 * there no more, or is decided anew on the same head, of which GitHub takes one. Nothing else settles it. A replica
 * that is behind may show the old head while the entry stands, so what is refused on that head is refused only once a
 * newer one shows that nothing of ours stands there. It is not decided again by then: what was read was enough to
 * refuse.
 *
 * @param id random; entries are named after it, so that they can be found again.
 */
export function* transact<R>(
  id: string,
  prepare: (state: LedgerState, readAt: string) => Protocol<Preparation<R>> | Preparation<R>,
): Protocol<Transacted<R>> {
  const tried = new Map<string, Outcome<R>>();
  /** Until a newer entry than this is read, what was tried may stand, or yet come to. */
  let triedOn = 0;
  let refusal: Outcome<R> | undefined;
  let latest: R | undefined;
  let last: Failure = { reason: 'ledger-contended', message: `${MAX_ATTEMPTS} appends met a newer head.` };
  for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt += 1) {
    if (attempt > 1) yield* perform({ kind: 'wait', attempt: attempt - 1 });
    const ledger = yield* perform({ kind: 'read-ledger' });
    if (ledger.kind === 'unreadable') return failedOf(ledger);
    const { head, state, readAt: at } = ledger;
    const found = state.recent.map((entry) => tried.get(entry)).find((one) => one !== undefined);
    if (found || refusal) yield* perform({ kind: 'pass' });
    if (found) return { kind: 'decided', ...found, state, recovered: { latest: latest ?? found.read } };
    if (refusal && state.seq > triedOn) return { kind: 'decided', ...refusal, state };
    if (refusal) continue;
    const step = prepare(state, at);
    const prepared = 'kind' in step ? step : yield* step;
    if (prepared.kind !== 'commands') {
      yield* perform({ kind: 'pass' });
      return failedOf(prepared);
    }
    const { commands, read } = prepared;
    latest = read;
    const proposal = { version: ENTRY_VERSION, id: `${id}.${attempt}`, at, commands } as const;
    const answer = yield* perform({ kind: 'append', head, state, ...proposal });
    if (answer.kind === 'denied') return failedOf(answer);
    const outcome = { verdicts: answer.verdicts, read };
    switch (answer.kind) {
      case 'appended':
        return { kind: 'decided', ...outcome, state: answer.state };
      case 'unchanged':
        if (state.seq > triedOn) return { kind: 'decided', ...outcome, state };
        refusal = outcome;
        break;
      case 'ambiguous':
      case 'conflict':
        tried.set(answer.entry, outcome);
        triedOn = Math.max(triedOn, state.seq);
        if (answer.kind === 'ambiguous') last = answer;
    }
  }
  return failedOf(last);
}

type Outcome<R> = Pick<Extract<Transacted<R>, { kind: 'decided' }>, 'verdicts' | 'read'>;

/** The same for commands that need nothing read but the ledger. */
export function submit(id: string, commands: readonly LedgerCommand[]): Protocol<Transacted<undefined>> {
  return transact(id, () => ({ kind: 'commands', commands, read: undefined }));
}

interface Failure {
  readonly reason: Reason;
  readonly message: string;
}

function failedOf({ reason, message }: Failure): Failure & { readonly kind: 'failed' } {
  return { kind: 'failed', reason, message };
}
