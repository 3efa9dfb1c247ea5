import { formatItemId, type ItemId, isSameItem, isSameRepository, itemKey } from '../../core/item-id.ts';
import { itemSubject, PROJECT_SUBJECT } from '../../core/ledger/claim-subject.ts';
import { requireHeld, type Warrant } from '../../core/ledger/warrant.ts';
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
  /** What the run works on, and in another attempt at the same work works on again. */
  readonly origin: string;
  /** Items that the run has created, or an earlier attempt at the same work: keys. */
  readonly created: Set<string>;
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

/** What stands against writing to an item: an agent of an item writes there, and to what it has created. */
export function refuseWrite(item: ItemId, surroundings: ToolSurroundings): ToolFailure | undefined {
  const foreign = refuseForeign(item, surroundings);
  if (foreign) return foreign;
  const { grant, created } = surroundings;
  const { onlyItem } = grant;
  return onlyItem && !isSameItem(onlyItem, item) && !created.has(itemKey(item))
    ? toolFailure('tool-not-allowed', text.itemNotYours(formatItemId(item), formatItemId(onlyItem)))
    : undefined;
}

/** Throws unless the run holds the project or the item that it works on. @param item what it writes to; `undefined`: a new item. */
export function requireHeldFor({ warrant, grant }: ToolSurroundings, item?: ItemId): void {
  const own = grant.onlyItem ?? item;
  requireHeld(warrant, [...(own ? [itemSubject(itemKey(own))] : []), PROJECT_SUBJECT]);
}

/** A project that only observes gets nothing written. */
export function refuseObserving({ project: { config } }: ToolSurroundings): ToolFailure | undefined {
  return config.mode === 'observe' ? toolFailure('observed', text.nothingIsWritten()) : undefined;
}
