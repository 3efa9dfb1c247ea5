/** A work item: an issue, named canonically `owner/repository#number`. */
export interface ItemId {
  readonly owner: string;
  readonly repository: string;
  readonly number: number;
}

/**
 * A login: letters, digits and hyphens; that of an enterprise-managed user ends with `_` and the enterprise's short code.
 * https://docs.github.com/enterprise-cloud@latest/admin/managing-iam/iam-configuration-reference/username-considerations-for-external-authentication
 */
export const LOGIN = /^[a-z\d][\w-]{0,38}$/i;

// A repository `..` would walk up the path of a request, and GitHub takes `.git` at the end for no part of a name.
const CANONICAL = /^([a-z\d][\w-]{0,38})\/(?!\.{1,2}#)(?![\w.-]*\.git#)([\w.-]{1,100})#([1-9]\d{0,9})$/i;

/** Reads the canonical form; anything else (`#538`, `WEB-538`, a URL) is `undefined`. */
export function parseItemId(text: string): ItemId | undefined {
  // The expression finds all of them or nothing.
  // Stryker disable next-line ArrayDeclaration
  const [, owner, repository, number] = CANONICAL.exec(text.trim()) ?? [];
  // Stryker disable next-line LogicalOperator
  if (!owner || !repository || !number) return undefined;
  return { owner, repository, number: Number(number) };
}

export function formatItemId(id: ItemId): string {
  return `${id.owner}/${id.repository}#${id.number}`;
}

/** The one form by which items are compared: GitHub knows no case in owners and repositories. */
export function itemKey(item: ItemId): string {
  return formatItemId(item).toLowerCase();
}

export function isSameItem(one: ItemId, other: ItemId): boolean {
  return itemKey(one) === itemKey(other);
}

export interface RepositoryName {
  readonly owner: string;
  readonly repository: string;
}

export function isSameRepository(one: RepositoryName, other: RepositoryName): boolean {
  return isSameItem({ ...one, number: 1 }, { ...other, number: 1 });
}

export function parseRepositoryName(text: string): RepositoryName | undefined {
  const id = parseItemId(`${text.trim()}#1`);
  return id && { owner: id.owner, repository: id.repository };
}
