import { formatItemId } from '../../core/item-id.ts';
import { visibleText } from '../../core/markdown/hidden-text.ts';
import * as text from '../../core/text/tool-message.ts';
import { readIssue } from '../../github/issues/issues.ts';
import { withMarkerOf } from '../../github/issues/marker.ts';
import { editIssue, type IssueText, revisionOf } from '../../github/issues/texts/edit-issue.ts';
import { type ToolHandlers, toolFailure } from '../../tools/tool-answer.ts';
import { LONGEST_BODY } from './read-handlers.ts';
import { refuseObserving, refuseWrite, requireHeldFor, type ToolSurroundings } from './tool-surroundings.ts';

/**
 * Read, compare, only then write: an agent replaces the text that it has read, and no other. GitHub has no condition for
 * it, so that a person who writes between our look and our write is still overwritten.
 */
export function updateHandler(surroundings: ToolSurroundings): Pick<ToolHandlers, 'update_work_item'> {
  const { github } = surroundings.project;
  return {
    update_work_item: async ({ item, revision, title, body }) => {
      const refused = refuseWrite(item, surroundings) ?? refuseObserving(surroundings);
      if (refused) return refused;
      requireHeldFor(surroundings, item);
      const name = formatItemId(item);
      const issue = await readIssue(github, item);
      if (!issue || issue.pullRequest) return toolFailure('item-missing', text.noSuchItem(name));
      const wanted = {
        title: title ?? issue.title,
        body: body === undefined ? issue.body : withMarkerOf(issue.body, body),
      };
      const answer = (edited: IssueText, changed: boolean) =>
        ({
          kind: 'answered',
          result: { item: name, url: issue.url, revision: revisionOf(edited), changed },
        }) as const;
      // A call that is repeated, because its first answer was lost, finds its own text.
      if (revisionOf(wanted) === revisionOf(issue)) return answer(issue, false);
      if (revisionOf(issue) !== revision) return toolFailure('text-changed', text.textChanged(name));
      if (body !== undefined && visibleText(issue.body).length > LONGEST_BODY) {
        return toolFailure('text-refused', text.textTooLong(name, LONGEST_BODY));
      }
      return answer(await editIssue(github, item, wanted), true);
    },
  };
}
