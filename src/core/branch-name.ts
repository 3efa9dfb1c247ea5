import type { ItemId, RepositoryName } from './item-id.ts';

/**
 * The one branch of an item: `interlock/<project>/<repository>-<number>`. The name is a function of the item, so
 * that two runs meet on the same branch and GitHub refuses the second pull request. In lower case, because branches
 * know case and repositories do not: `acme/Web#1` and `acme/web#1` are one item. Git takes no part of a name that begins
 * with a dot (`.github`) or holds two in a row.
 */
export function branchName(project: string, item: ItemId): string {
  const repository = item.repository.toLowerCase().replaceAll(/(^|\.)\./g, '$1_');
  return `interlock/${project}/${repository}-${item.number}`;
}

/** Whether a branch could be an item's, of whatever project. */
export function isItemBranch(branch: string): boolean {
  return branch.startsWith('interlock/');
}

/** The item whose branch this is, if it is one of ours and its repository belongs to the project. */
export function itemOfBranch(
  branch: string,
  project: string,
  repositories: readonly RepositoryName[],
): ItemId | undefined {
  const [, digits] = /-([1-9]\d{0,9})$/.exec(branch) ?? [];
  if (!digits) return undefined;
  const number = Number(digits);
  const owned = repositories.filter((one) => branchName(project, { ...one, number }) === branch);
  const [only] = owned;
  return owned.length === 1 && only ? { ...only, number } : undefined;
}

/** The key of the project whose branch for this item it is; `undefined` if it is not the item's in any project. */
export function projectOfBranch(branch: string, item: ItemId): string | undefined {
  const [, project] = /^interlock\/([^/]+)\/[^/]+$/.exec(branch) ?? [];
  return project !== undefined && branch === branchName(project, item) ? project : undefined;
}

/** The branch of a project's ledger. Not below `interlock/`: git could not hold it beside the branches of items. */
export function ledgerBranchName(project: string): string {
  return `interlock-ledger/${project}`;
}
