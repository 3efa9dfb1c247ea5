import { formatItemId, type ItemId, isSameItem, isSameRepository } from '../../core/item-id.ts';
import type { Warrant } from '../../core/ledger/warrant.ts';
import type { States } from '../../core/states.ts';
import * as text from '../../core/text/tool-message.ts';
import { type ToolFailure, toolFailure } from '../../tools/tool-answer.ts';
import type { ToolGrant } from '../../tools/tool-grant.ts';
import type { Project } from '../run/open-project.ts';

/** What the handlers of one run share. */
export interface ToolSurroundings {
  readonly project: Project;
  readonly warrant: Warrant;
  /** Name of the agent. */
  readonly agent: string;
  readonly grant: ToolGrant;
  /** The states of the board, read when the run began. */
  readonly states: States;
}

/** What stands against reading an item; nothing is asked of GitHub for it. */
export function refuseForeign(
  item: ItemId,
  { project: { config } }: ToolSurroundings,
): ToolFailure | undefined {
  if (config.repositories.some((repository) => isSameRepository(repository, item))) return undefined;
  const names = config.repositories.map(({ owner, repository }) => `${owner}/${repository}`);
  return toolFailure('item-foreign', text.itemOutsideProject(formatItemId(item), names));
}

/** What stands against writing to an item. */
export function refuseWrite(item: ItemId, surroundings: ToolSurroundings): ToolFailure | undefined {
  const foreign = refuseForeign(item, surroundings);
  if (foreign) return foreign;
  const { onlyItem } = surroundings.grant;
  return onlyItem && !isSameItem(onlyItem, item)
    ? toolFailure('tool-not-allowed', text.itemNotYours(formatItemId(item), formatItemId(onlyItem)))
    : undefined;
}

/** A project that only observes gets nothing written. */
export function refuseObserving({ project: { config } }: ToolSurroundings): ToolFailure | undefined {
  return config.mode === 'observe' ? toolFailure('observed', text.nothingIsWritten()) : undefined;
}
