import { authoredText } from '../authored-text.ts';
import { formatItemId, type ItemId, parseItemId, type RepositoryName } from '../item-id.ts';

/** GitHub's own keywords: https://docs.github.com/issues/tracking-your-work-with-issues/using-issues/linking-a-pull-request-to-an-issue */
const CLOSING =
  /\b(?:close[sd]?|fix(?:e[sd])?|resolve[sd]?):?\s+(?:https?:\/\/[^\s/]+\/([\w.-]+)\/([\w.-]+)\/issues\/(\d+)|(?:([\w.-]+)\/([\w.-]+))?#(\d+))/gi;

/** The items that a pull request's description closes, in order of mention. */
export function closingReferences(body: string, repository: RepositoryName): readonly ItemId[] {
  const found = new Map<string, ItemId>();
  for (const match of authoredText(body).matchAll(CLOSING)) {
    const owner = match[1] ?? match[4] ?? repository.owner;
    const name = match[2] ?? match[5] ?? repository.repository;
    const id = parseItemId(`${owner}/${name}#${match[3] ?? match[6]}`);
    if (id) found.set(formatItemId(id).toLowerCase(), id);
  }
  return [...found.values()];
}
