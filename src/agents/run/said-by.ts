import type { StatusUpdate } from '../../core/text/status-comment.ts';
import type { TaskContext } from './task-context.ts';

/** What every status that this run writes has in common. */
export function saidBy(
  { surroundings, now }: Pick<TaskContext, 'surroundings' | 'now'>,
  project: string,
): Pick<StatusUpdate, 'project' | 'runUrl' | 'reasonsPage' | 'at'> {
  const { runUrl, reasonsPage } = surroundings;
  return { project, runUrl, reasonsPage, at: now() };
}
