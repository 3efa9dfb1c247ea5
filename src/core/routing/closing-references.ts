import { formatItemId, type ItemId, parseItemId, type RepositoryName } from '../item-id.ts';

/** GitHub's own keywords: https://docs.github.com/issues/tracking-your-work-with-issues/using-issues/linking-a-pull-request-to-an-issue */
const CLOSING = /\b(?:close[sd]?|fix(?:e[sd])?|resolve[sd]?):?\s+(?:([\w.-]+)\/([\w.-]+))?#(\d+)/gi;

/** The items that a pull request's description closes, in order of mention. */
export function closingReferences(body: string, repository: RepositoryName): readonly ItemId[] {
  const found = new Map<string, ItemId>();
  for (const [, owner, name, number] of body.matchAll(CLOSING)) {
    const id = parseItemId(`${owner ?? repository.owner}/${name ?? repository.repository}#${number}`);
    if (id) found.set(formatItemId(id).toLowerCase(), id);
  }
  return [...found.values()];
}
