import type { ItemId, RepositoryName } from './item-id.ts';

/**
 * The one branch of an item: `interlock/<project>/<repository>-<number>`. The name is a function of the item, so
 * that two runs meet on the same branch and GitHub refuses the second pull request. In lower case, because branches
 * know case and repositories do not: `acme/Web#1` and `acme/web#1` are one item. Git takes no part of a name that
 * begins with a dot (`.github`) or holds two in a row.
 */
export function branchName(project: string, item: ItemId): string {
  return `interlock/${project}/${lastPart(item)}`;
}

/** Of the names of an item's branches, in any project. */
export function lastPart({ repository, number }: ItemId): string {
  return `${repository.toLowerCase().replaceAll(/(^|\.)\./g, '$1_')}-${number}`;
}

/**
 * The folders that a branch stands in. Git keeps branches as files, so that none of these can be a branch beside it,
 * and none can be below it.
 */
export function foldersOf(branch: string): readonly string[] {
  const parts = branch.split('/');
  return parts.slice(1).map((_, index) => parts.slice(0, index + 1).join('/'));
}

/** Whether a branch could be an item's, of any project. */
export function isItemBranch(branch: string): boolean {
  return branch.startsWith('interlock/');
}

/** The item whose branch this is, if it is one of ours and its repository belongs to the project. */
export function itemOfBranch(
  branch: string,
  project: string,
  repositories: readonly RepositoryName[],
): ItemId | undefined {
  const digits = /-([1-9]\d{0,9})$/.exec(branch)?.[1];
  if (!digits) return undefined;
  const number = Number(digits);
  const owned = repositories.filter((one) => branchName(project, { ...one, number }) === branch);
  const [only] = owned;
  return owned.length === 1 && only ? { ...only, number } : undefined;
}

/** The key of the project whose branch for this item it is; `undefined` if it is not the item's in any project. */
export function projectOfBranch(branch: string, item: ItemId): string | undefined {
  const [, project] = branch.split('/');
  return project && branch === branchName(project, item) ? project : undefined;
}

/** The branch of a project's ledger. Not below `interlock/`: git could not hold it beside the branches of items. */
export function ledgerBranchName(project: string): string {
  return `interlock-ledger/${project}`;
}
