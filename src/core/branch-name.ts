import type { ItemId, RepositoryName } from './item-id.ts';

/**
 * The one branch of an item: `interlock/<project>/<repository>-<number>`. The name is a function of the item, so
 * that two runs meet on the same branch and GitHub refuses the second pull request. In lower case, because branches
 * know case and repositories do not: `acme/Web#1` and `acme/web#1` are one item.
 */
export function branchName(project: string, item: ItemId): string {
  return `interlock/${project}/${item.repository.toLowerCase()}-${item.number}`;
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
  const prefix = `interlock/${project}/`;
  if (!branch.startsWith(prefix)) return undefined;
  const [, name, number] = /^(.+)-([1-9]\d{0,9})$/.exec(branch.slice(prefix.length)) ?? [];
  const owned = repositories.filter(({ repository }) => repository.toLowerCase() === name?.toLowerCase());
  const [only] = owned;
  if (owned.length !== 1 || !only || !number) return undefined;
  return { ...only, number: Number(number) };
}

/** The branch of a project's ledger. Not below `interlock/`: git could not hold it beside the branches of items. */
export function ledgerBranchName(project: string): string {
  return `interlock-ledger/${project}`;
}
