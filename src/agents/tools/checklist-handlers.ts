import { formatItemId, type ItemId } from '../../core/item-id.ts';
import { addTasks, readTasks, tickTasks } from '../../core/markdown/task-list.ts';
import * as text from '../../core/text/tool-message.ts';
import { type Issue, readIssue } from '../../github/issues/issues.ts';
import { withMarkerOf, withoutMarker } from '../../github/issues/marker.ts';
import { editIssue } from '../../github/issues/texts/edit-issue.ts';
import { type ToolFailure, type ToolHandlers, toolFailure } from '../../tools/tool-answer.ts';
import { entryOf } from './read-handlers.ts';
import { refuseObserving, refuseWrite, requireHeldFor, type ToolSurroundings } from './tool-surroundings.ts';

/** Boxes in the text of an item. The text is read right before it is written, and nothing but the boxes is changed. */
export function checklistHandlers(
  surroundings: ToolSurroundings,
): Pick<ToolHandlers, 'tick_checklist_entry' | 'add_checklist_entries'> {
  const { github } = surroundings.project;
  const open = async (item: ItemId): Promise<Opened> => {
    const refused = refuseWrite(item, surroundings) ?? refuseObserving(surroundings);
    if (refused) return refused;
    requireHeldFor(surroundings, item);
    const issue = await readIssue(github, item);
    return issue && !issue.pullRequest
      ? { kind: 'open', issue }
      : toolFailure('item-missing', text.noSuchItem(formatItemId(item)));
  };
  return {
    tick_checklist_entry: async ({ item, entry }) => {
      const opened = await open(item);
      if (opened.kind === 'failed') return opened;
      const { body } = opened.issue;
      const name = formatItemId(item);
      const tasks = readTasks(body);
      const named = tasks.filter((task) => entryOf(task) === entry);
      if (named.length === 0) {
        const message = text.noSuchEntry(name, entry, tasks.map(entryOf));
        return toolFailure('tool-arguments-invalid', message);
      }
      // All that have the same text: a repeated call finds nothing left.
      const left = named.filter(({ isTicked }) => !isTicked);
      if (left.length > 0) await editIssue(github, item, { body: tickTasks(body, left) });
      return { kind: 'answered', result: { item: name, changed: left.length > 0 } };
    },

    add_checklist_entries: async ({ item, entries }) => {
      const opened = await open(item);
      if (opened.kind === 'failed') return opened;
      const { body } = opened.issue;
      const known = new Set(readTasks(body).map(entryOf));
      const wanted = [...new Set(entries)].filter((entry) => !known.has(entryOf({ text: entry })));
      if (wanted.length > 0) {
        const added = withMarkerOf(body, addTasks(withoutMarker(body), wanted));
        await editIssue(github, item, { body: added });
      }
      return { kind: 'answered', result: { item: formatItemId(item), added: wanted.length } };
    },
  };
}

type Opened = { readonly kind: 'open'; readonly issue: Issue } | ToolFailure;
