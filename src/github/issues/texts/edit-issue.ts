import { createHash } from 'node:crypto';
import { formatItemId, type ItemId } from '../../../core/item-id.ts';
import type { GitHub } from '../../wire/client.ts';
import { write, writeOrFind } from '../../wire/exchange.ts';
import { type Issue, issueParameters, issueSchema, readIssue } from '../issues.ts';

export interface IssueText {
  readonly title: string;
  readonly body: string;
}

/** Replaces the text of an issue. GitHub has no condition for this write: what somebody wrote meanwhile is lost. */
export function editIssue(github: GitHub, item: ItemId, wanted: Partial<IssueText>): Promise<Issue> {
  const edit = async (): Promise<Issue> => {
    const { data } = await write({
      doing: `change the text of ${formatItemId(item)}`,
      missing: 'item-missing',
      answer: issueSchema,
      request: (options) =>
        github.request('PATCH /repos/{owner}/{repo}/issues/{issue_number}', {
          ...issueParameters(item),
          ...wanted,
          ...options,
        }),
    });
    return data;
  };
  return writeOrFind(edit, async () => {
    const issue = await readIssue(github, item);
    return issue && revisionOf({ ...issue, ...wanted }) === revisionOf(issue) ? issue : undefined;
  });
}

/** Names a title and text: the same for the same two, hidden parts included, and for no others. */
export function revisionOf({ title, body }: IssueText): string {
  return createHash('sha256')
    .update(JSON.stringify([title, body]))
    .digest('hex')
    .slice(0, 16);
}
