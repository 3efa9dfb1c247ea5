import { createHash } from 'node:crypto';
import { formatItemId, type ItemId, itemKey, parseRepositoryName } from '../../core/item-id.ts';
import { ProviderError } from '../../core/provider-error.ts';
import type { Stage } from '../../core/stages.ts';
import { type State, stateOf } from '../../core/states.ts';
import * as text from '../../core/text/tool-message.ts';
import { type CreatedOnce, createIssueOnce } from '../../github/issues/texts/create-issue-once.ts';
import { type ToolFailure, type ToolHandlers, toolFailure } from '../../tools/tool-answer.ts';
import {
  refuseForeign,
  refuseObserving,
  requireHeldFor,
  type ToolSurroundings,
} from './tool-surroundings.ts';

export interface CreateTool extends ToolSurroundings {
  /** Starts what an arrival on the board starts, where nobody else hears of it. */
  readonly follow: (item: ItemId, stage: Stage) => Promise<unknown>;
}

/**
 * The same agent creates the same title once for the same work, whichever of its runs does. New items go to backlog and
 * nowhere else: what is worked on next is not for the agent to say that found the work.
 */
export function createHandler(tool: CreateTool): Pick<ToolHandlers, 'create_work_item'> {
  const { project, agent, grant, states, origin, created } = tool;
  const backlog = stateOf('backlog', states);
  if (!backlog) throw new Error('A configuration without backlog was accepted');
  return {
    create_work_item: async ({ repository: named, title, body }) => {
      const repository =
        named === undefined ? (grant.onlyItem ?? project.config.home) : parseRepositoryName(named);
      if (!repository) {
        return toolFailure('tool-arguments-invalid', text.noRepositoryName(named ?? ''));
      }
      const refused = refuseForeign({ ...repository, number: 1 }, tool) ?? refuseObserving(tool);
      if (refused) return refused;
      requireHeldFor(tool);
      const digest = createHash('sha256').update(`${origin}\n${title}`).digest('hex').slice(0, 20);
      const found = await createIssueOnce(project.github, repository, {
        marker: `item ${project.config.project} ${agent} ${digest}`,
        title,
        body: `${body}\n\n${text.createdBy(agent, grant.onlyItem && formatItemId(grant.onlyItem))}`,
      });
      created.add(itemKey(found.item));
      const unplaced = await place(found, backlog, tool);
      if (unplaced) return unplaced;
      const { item, url } = found;
      return { kind: 'answered', result: { item: formatItemId(item), url, created: found.created } };
    },
  };
}

/** One that was there already stays where it is, unless an earlier call broke off before it was put anywhere. */
async function place(
  { item, created }: CreatedOnce,
  backlog: State,
  { project: { board }, follow }: CreateTool,
): Promise<ToolFailure | undefined> {
  try {
    const found = created ? undefined : await board.read(item);
    if (!created && (!found?.open || found.states.length > 0)) return undefined;
    await board.place(item, backlog);
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    const { reason, message } = error;
    return toolFailure(reason, text.createdUnplaced(formatItemId(item), backlog.name, message));
  }
  await follow(item, backlog.stage);
  return undefined;
}
