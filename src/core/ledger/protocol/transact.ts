import type { Reason } from '../../reasons.ts';
import type { Verdict } from '../decide/verdict.ts';
import type { LedgerCommand } from '../ledger-command.ts';
import type { LedgerState } from '../ledger-state.ts';
import { type Protocol, perform } from './effect.ts';

/** Conflicts after which a run gives up; others have made as many appends by then. */
export const MAX_ATTEMPTS = 12;

/** Commands, made of what was read after the ledger; or the reason why there are none. */
export type Preparation<R> =
  | { readonly kind: 'commands'; readonly commands: readonly LedgerCommand[]; readonly read: R }
  | { readonly kind: 'stop'; readonly reason: Reason; readonly message: string };

export type Transacted<R> =
  | {
      readonly kind: 'decided';
      readonly verdicts: readonly Verdict[];
      /** The ledger after it; as it was read, if nothing was accepted. */
      readonly state: LedgerState;
      readonly read: R;
      /** The answer to the append was lost, and its entry found later: what was read may have changed since. */
      readonly isRecovered: boolean;
    }
  | { readonly kind: 'failed'; readonly reason: Reason; readonly message: string };

/**
 * One decision in the ledger: reads it, then whatever else the decision needs, decides, and appends on the head that was
 * read. A conflict means that somebody decided something meanwhile, so *everything* is read again; reading the ledger
 * alone would decide on an item as it was before the other's move.
 *
 * An answer that was lost settles itself: the head is read again, and the entry either stands there or can stand
 * there no more, or is decided anew on the same head, of which GitHub takes one.
 *
 * @param id random; entries are named after it, so that they can be found again.
 */
export function* transact<R>(
  id: string,
  prepare: (state: LedgerState, readAt: string) => Protocol<Preparation<R>> | Preparation<R>,
): Protocol<Transacted<R>> {
  const tried = new Map<string, Pick<Extract<Transacted<R>, { kind: 'decided' }>, 'verdicts' | 'read'>>();
  let last: Failure = { reason: 'ledger-contended', message: `${MAX_ATTEMPTS} appends met a newer head.` };
  for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt += 1) {
    const ledger = yield* perform({ kind: 'read-ledger' });
    if (ledger.kind === 'unreadable') return failedOf(ledger);
    for (const entry of ledger.state.recent) {
      const mine = tried.get(entry);
      if (!mine) continue;
      yield* perform({ kind: 'pass' });
      return { kind: 'decided', ...mine, state: ledger.state, isRecovered: true };
    }
    const step = prepare(ledger.state, ledger.readAt);
    const prepared = 'kind' in step ? step : yield* step;
    if (prepared.kind === 'stop') {
      yield* perform({ kind: 'pass' });
      return failedOf(prepared);
    }
    const { commands, read } = prepared;
    const { head, state, readAt: at } = ledger;
    const answer = yield* perform({ kind: 'append', head, state, at, id: `${id}.${attempt}`, commands });
    switch (answer.kind) {
      case 'appended':
      case 'unchanged': {
        const after = answer.kind === 'appended' ? answer.state : state;
        return { kind: 'decided', verdicts: answer.verdicts, state: after, read, isRecovered: false };
      }
      case 'denied':
        return failedOf(answer);
      case 'ambiguous':
      case 'conflict':
        tried.set(answer.entry, { verdicts: answer.verdicts, read });
        if (answer.kind === 'ambiguous') last = answer;
    }
    if (attempt < MAX_ATTEMPTS) yield* perform({ kind: 'wait', attempt });
  }
  return failedOf(last);
}

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
