import type { ContextSection } from '../../core/agents/compose-prompt.ts';
import { itemContext } from '../../core/agents/item-context.ts';
import type { BoardItem } from '../../core/board-item.ts';
import { readConversation, readPullRequestConversation } from '../../github/issues/read-conversation.ts';
import type { Project } from '../run/open-project.ts';

interface Known {
  readonly item: BoardItem;
  /** The item's open pull request, if it has one. */
  readonly pullRequest: { readonly number: number } | undefined;
}

/** What an agent learns about its item: one request, and another one if the item has a pull request already. */
export async function gatherContext(
  { github, config }: Pick<Project, 'github' | 'config'>,
  { item, pullRequest }: Known,
): Promise<readonly ContextSection[]> {
  const { project } = config;
  const [conversation, said] = await Promise.all([
    readConversation(github, item.id),
    pullRequest && readPullRequestConversation(github, { ...item.id, number: pullRequest.number }),
  ]);
  if (!pullRequest || !said) return itemContext({ project, item, conversation });
  const { number } = pullRequest;
  return itemContext({ project, item, conversation, pullRequest: { number, conversation: said } });
}
