import { LEDGER_VERSION } from '../core/ledger/ledger-state.ts';
import type { Answers, Unreadable } from '../core/ledger/protocol/effect.ts';
import { ProviderError } from '../core/provider-error.ts';
import type { Reason } from '../core/reasons.ts';
import * as text from '../core/text/ledger.ts';
import { type LedgerHead, readLedgerHead, STATE_FILE } from '../github/repositories/ledger-branch.ts';
import type { GitHub } from '../github/wire/client.ts';
import type { Dated } from '../github/wire/graphql.ts';
import type { LedgerPlace } from './ledger-place.ts';
import { parseState } from './parse-state.ts';

/**
 * The ledger as of the newest commit. Whatever is not exactly a ledger of this project in this repository is unreadable,
 * and so decides nothing.
 *
 * @param atLeast the entry that the reader knows was there, from its dispatch.
 */
export async function readLedger(
  github: GitHub,
  place: LedgerPlace,
  atLeast = 1,
): Promise<Answers['read-ledger']> {
  try {
    return judge(await readLedgerHead(github, place), place, atLeast);
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    return unreadable(error.reason, error.message);
  }
}

function judge(
  { value: { repository, head }, readAt }: Dated<LedgerHead>,
  { branch, project, home }: LedgerPlace,
  atLeast: number,
): Answers['read-ledger'] {
  const homeName = `${home.owner}/${home.repository}`;
  if (!head) return unreadable('ledger-missing', text.missing(branch, homeName));
  switch (head.file.kind) {
    case 'missing':
      return unreadable('ledger-invalid', text.fileMissing(branch, STATE_FILE));
    case 'unreadable':
      return unreadable('ledger-invalid', text.fileUnreadable(branch, STATE_FILE));
    case 'text':
  }
  const parsed = parseState(head.file.text);
  switch (parsed.kind) {
    case 'newer':
      return unreadable('ledger-newer', text.newer(branch, parsed.version, LEDGER_VERSION));
    case 'unknown-form':
      return unreadable('ledger-newer', text.unknownForm(branch, parsed.problems));
    case 'invalid':
      return unreadable('ledger-invalid', text.invalid(branch, parsed.problems));
    case 'state':
  }
  const { state } = parsed;
  if (state.home !== repository) return unreadable('wrong-home', text.wrongHome(branch, homeName));
  if (state.project !== project) {
    return unreadable('ledger-invalid', text.invalid(branch, [`it is of the project ${state.project}`]));
  }
  if (state.seq < atLeast) return unreadable('ledger-rewound', text.rewound(branch, state.seq, atLeast));
  return { kind: 'ledger', head: head.oid, state, readAt };
}

function unreadable(reason: Reason, message: string): Unreadable {
  return { kind: 'unreadable', reason, message };
}
