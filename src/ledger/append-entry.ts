import type { LedgerState } from '../core/ledger/ledger-state.ts';
import type { Committed, LedgerCommit } from '../core/ledger/protocol/decide-append.ts';
import { ProviderError } from '../core/provider-error.ts';
import { ledgerMessage } from '../core/text/ledger-message.ts';
import { ledgerReadme } from '../core/text/ledger-readme.ts';
import { appendToLedger, isRefusal, README_FILE, STATE_FILE } from '../github/repositories/ledger-branch.ts';
import type { GitHub } from '../github/wire/client.ts';
import type { LedgerPlace } from './ledger-place.ts';

/**
 * Appends on exactly the head that was read. Anything but GitHub's own "it has moved" leaves open whether the entry
 * stands there: a request that was answered with an error may have been carried out, or may yet be.
 */
export async function appendEntry(
  github: GitHub,
  place: LedgerPlace,
  { head, entry, state }: LedgerCommit,
): Promise<Committed> {
  try {
    const { kind } = await appendToLedger(github, place, {
      expected: head,
      ...ledgerMessage(entry),
      files: ledgerFiles(state, entry.at),
    });
    return { kind: kind === 'appended' ? 'committed' : 'conflict' };
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    const { reason, message } = error;
    return { kind: isRefusal(error) ? 'denied' : 'ambiguous', reason, message };
  }
}

/** What stands on the branch, by path. */
export function ledgerFiles(state: LedgerState, at: string): Readonly<Record<string, string>> {
  return { [STATE_FILE]: `${JSON.stringify(state, null, 1)}\n`, [README_FILE]: ledgerReadme(state, at) };
}
