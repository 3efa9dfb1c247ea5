import type { ContextSection } from '../../core/agents/compose-prompt.ts';
import { itemContext, type LinkedText } from '../../core/agents/item-context.ts';
import type { BoardItem } from '../../core/board-item.ts';
import { type ItemId, isSameItem, isSameRepository } from '../../core/item-id.ts';
import { namedItems } from '../../core/references/named-items.ts';
import { readConversation, readPullRequestConversation } from '../../github/issues/read-conversation.ts';
import { readLinkedIssues } from '../../github/issues/read-linked-issues.ts';
import type { Project } from '../run/open-project.ts';

interface Known {
  readonly item: BoardItem;
  /** The item's open pull request, if it has one. */
  readonly pullRequest: { readonly number: number } | undefined;
}

/** More would push out what people said of the item itself. An agent can read them by its tools. */
const MOST_LINKED = 10;

/**
 * What an agent learns about its item: one request, another one if the item has a pull request already, and another one if
 * it belongs to an issue or names some.
 */
export async function gatherContext(
  { github, config }: Pick<Project, 'github' | 'config'>,
  { item, pullRequest }: Known,
): Promise<readonly ContextSection[]> {
  const { project } = config;
  const [conversation, said] = await Promise.all([
    readConversation(github, item.id),
    pullRequest && readPullRequestConversation(github, { ...item.id, number: pullRequest.number }),
  ]);
  const linked = await readLinked(github, item, conversation.parent);
  const known = { project, item, conversation, linked };
  if (!pullRequest || !said) return itemContext(known);
  return itemContext({ ...known, pullRequest: { number: pullRequest.number, conversation: said } });
}

/** Of the item's own repository alone: who may write an item need not be allowed to read another one. */
async function readLinked(
  github: Project['github'],
  item: BoardItem,
  parent: ItemId | undefined,
): Promise<readonly LinkedText[]> {
  const ofOwn = parent && isSameRepository(parent, item.id) ? [parent] : [];
  const isParent = (id: ItemId): boolean => ofOwn.some((one) => isSameItem(one, id));
  const ids = [...ofOwn, ...namedItems(item).filter((id) => !isParent(id))].slice(0, MOST_LINKED);
  const found = await readLinkedIssues(github, ids);
  return found.map((one) => ({ ...one, isParent: isParent(one.id) }));
}
