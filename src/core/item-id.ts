/** A work item: an issue, named canonically `owner/repository#number`. */
export interface ItemId {
  readonly owner: string;
  readonly repository: string;
  readonly number: number;
}

// A repository `..` would walk up the path of a request.
const CANONICAL = /^([a-z\d](?:[a-z\d-]{0,38}))\/(?!\.{1,2}#)([\w.-]{1,100})#([1-9]\d{0,9})$/i;

/** Reads the canonical form; anything else (`#538`, `WEB-538`, a URL) is `undefined`. */
export function parseItemId(text: string): ItemId | undefined {
  const [, owner, repository, number] = CANONICAL.exec(text.trim()) ?? [];
  if (!owner || !repository || !number) return undefined;
  return { owner, repository, number: Number(number) };
}

export function formatItemId(id: ItemId): string {
  return `${id.owner}/${id.repository}#${id.number}`;
}

/** Owners and repositories are compared without regard to case, as GitHub does. */
export function isSameItem(one: ItemId, other: ItemId): boolean {
  return formatItemId(one).toLowerCase() === formatItemId(other).toLowerCase();
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
