import { ledgerBranchName } from '../core/branch-name.ts';
import type { RepositoryName } from '../core/item-id.ts';
import type { LedgerBranch } from '../github/repositories/ledger-branch.ts';

/** Where the ledger of a project stands. */
export interface LedgerPlace extends LedgerBranch {
  /** Key of the project. */
  readonly project: string;
}

export function ledgerPlace({
  project,
  home,
}: {
  readonly project: string;
  readonly home: RepositoryName;
}): LedgerPlace {
  return { project, home, branch: ledgerBranchName(project) };
}
