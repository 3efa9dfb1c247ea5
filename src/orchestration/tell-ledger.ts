import type { LedgerCommand } from '../core/ledger/ledger-command.ts';
import { submit } from '../core/ledger/protocol/transact.ts';
import type { ProjectLedger } from './project-ledger.ts';

/** An entry of its own for what was seen or done. Where it cannot be made nothing is lost: the reconciler finds out by itself. */
export async function tellLedger(ledger: ProjectLedger, commands: readonly LedgerCommand[]): Promise<void> {
  await ledger.drive(submit(ledger.newId(), commands));
}
