import { ENTRY_VERSION } from '../core/ledger/ledger-event.ts';
import { emptyLedger } from '../core/ledger/ledger-state.ts';
import { ProviderError } from '../core/provider-error.ts';
import type { Reason } from '../core/reasons.ts';
import { ledgerMessage } from '../core/text/ledger-message.ts';
import { readLedgerHead } from '../github/repositories/ledger-branch.ts';
import { createOrphanBranch } from '../github/repositories/orphan-branch.ts';
import type { GitHub } from '../github/wire/client.ts';
import { ledgerFiles } from './append-entry.ts';
import type { LedgerPlace } from './ledger-place.ts';
import { readLedger } from './read-ledger.ts';

export type CreateEnd =
  | { readonly kind: 'created' | 'exists' }
  | { readonly kind: 'failed'; readonly reason: Reason; readonly message: string };

/**
 * Makes the branch with its first entry. Nobody but `interlock init` does so: a ledger that is gone must not come back
 * empty by itself. The branch has a history of its own, so that a push to it finds no workflows there, and a clone of it
 * holds nothing else. Of two that create it at once GitHub refuses one, which then finds the other's.
 *
 * @param id random: names the first entry.
 */
export async function createLedger(github: GitHub, place: LedgerPlace, id: string): Promise<CreateEnd> {
  try {
    const { value, readAt: at } = await readLedgerHead(github, place);
    if (value.head) return await existing(github, place, id);
    const { repository: home } = value;
    const { project } = place;
    const state = emptyLedger({ project, home, id, at });
    const created = { type: 'created', project, home } as const;
    const isMade = await createOrphanBranch(github, place, {
      ...ledgerMessage({ version: ENTRY_VERSION, id, seq: state.seq, at, events: [created] }),
      files: ledgerFiles(state, at),
    });
    return isMade ? { kind: 'created' } : await existing(github, place, id);
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    if (error.ambiguous) {
      const found = await existing(github, place, id);
      if (found.kind !== 'failed') return found;
    }
    return { kind: 'failed', reason: error.reason, message: error.message };
  }
}

/** What is there by now: ours, another's, or what is no ledger and has to be looked at by a person. */
async function existing(github: GitHub, place: LedgerPlace, id: string): Promise<CreateEnd> {
  const ledger = await readLedger(github, place);
  if (ledger.kind === 'unreadable') {
    return { kind: 'failed', reason: ledger.reason, message: ledger.message };
  }
  return { kind: ledger.state.recent.includes(id) ? 'created' : 'exists' };
}
