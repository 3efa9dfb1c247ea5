import { formatItemId, type ItemId } from '../../core/item-id.ts';
import type { GitHub } from '../wire/client.ts';
import { PAGE_SIZE, readPages } from '../wire/read-pages.ts';
import { type Issue, issueParameters, issueSchema } from './issues.ts';

/** The issues that GitHub says block this one, closed ones included, those that the token cannot see left out. */
export function listBlockers(github: GitHub, id: ItemId): Promise<readonly Issue[]> {
  return readPages(github, {
    doing: `list what blocks ${formatItemId(id)}`,
    missing: 'item-missing',
    answer: issueSchema,
    request: (options) =>
      github.request('GET /repos/{owner}/{repo}/issues/{issue_number}/dependencies/blocked_by', {
        ...issueParameters(id),
        per_page: PAGE_SIZE,
        ...options,
      }),
  });
}
