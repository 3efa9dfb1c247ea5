import { ENTRY_VERSION } from '../core/ledger/ledger-event.ts';
import type { LedgerState } from '../core/ledger/ledger-state.ts';
import { ProviderError } from '../core/provider-error.ts';
import type { Reason } from '../core/reasons.ts';
import { ledgerMessage } from '../core/text/ledger-message.ts';
import { appendToLedger } from '../github/repositories/ledger-branch.ts';
import { createOrphanBranch } from '../github/repositories/orphan-branch.ts';
import type { GitHub } from '../github/wire/client.ts';
import { ledgerFiles } from './append-entry.ts';
import type { LedgerPlace } from './ledger-place.ts';

export type ReplaceEnd =
  | { readonly kind: 'replaced' | 'moved' }
  | { readonly kind: 'failed'; readonly reason: Reason; readonly message: string };

interface Replacement {
  /** Commit that the branch was at when all was read; `undefined`: there was no branch. */
  readonly head: string | undefined;
  readonly state: LedgerState;
}

/** Puts a whole state on top of what is there: nothing is taken out of the branch, and nobody's commit is lost. */
export async function replaceLedger(
  github: GitHub,
  place: LedgerPlace,
  { head, state }: Replacement,
): Promise<ReplaceEnd> {
  const { project, home, seq, since: at, recent } = state;
  const [id = ''] = recent;
  const created = { type: 'created', project, home } as const;
  const commit = {
    ...ledgerMessage({ version: ENTRY_VERSION, id, seq, at, events: [created] }),
    files: ledgerFiles(state, at),
  };
  try {
    if (head === undefined) {
      return { kind: (await createOrphanBranch(github, place, commit)) ? 'replaced' : 'moved' };
    }
    const appended = await appendToLedger(github, place, { expected: head, ...commit });
    return { kind: appended.kind === 'appended' ? 'replaced' : 'moved' };
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    return { kind: 'failed', reason: error.reason, message: error.message };
  }
}
