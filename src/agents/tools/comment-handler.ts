import { createHash } from 'node:crypto';
import { formatItemId } from '../../core/item-id.ts';
import { commentOnce } from '../../github/issues/comment-once.ts';
import type { ToolHandlers } from '../../tools/tool-answer.ts';
import { refuseObserving, refuseWrite, requireHeldFor, type ToolSurroundings } from './tool-surroundings.ts';

/** The same agent says the same words once on an item, whichever of its runs says them. */
export function commentHandler(surroundings: ToolSurroundings): Pick<ToolHandlers, 'comment_on_work_item'> {
  const { project, agent } = surroundings;
  return {
    comment_on_work_item: async ({ item, body }) => {
      const refused = refuseWrite(item, surroundings) ?? refuseObserving(surroundings);
      if (refused) return refused;
      requireHeldFor(surroundings, item);
      const digest = createHash('sha256').update(body).digest('hex').slice(0, 20);
      const marker = `comment ${project.config.project} ${agent} ${digest}`;
      const { url, created } = await commentOnce(project.github, item, { marker, body });
      return { kind: 'answered', result: { item: formatItemId(item), url, created } };
    },
  };
}
