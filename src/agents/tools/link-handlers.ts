import { formatItemId, isSameItem } from '../../core/item-id.ts';
import * as text from '../../core/text/tool-message.ts';
import { addLink, isLinked, type Link, readEnds, removeLink } from '../../github/issues/links/change-link.ts';
import type { IssueLinks } from '../../github/issues/links/read-links.ts';
import { type ToolFailure, type ToolHandlers, toolFailure } from '../../tools/tool-answer.ts';
import {
  refuseForeign,
  refuseObserving,
  refuseWrite,
  requireHeldFor,
  type ToolSurroundings,
} from './tool-surroundings.ts';

type LinkTools = 'add_dependency' | 'remove_dependency' | 'add_sub_item' | 'remove_sub_item';

/** Links between issues, as GitHub keeps them. They move nothing; a dependency decides what may be chosen. */
export function linkHandlers(surroundings: ToolSurroundings): Pick<ToolHandlers, LinkTools> {
  const { github } = surroundings.project;
  const change = async (link: Link, make: typeof addLink) => {
    const refused = refuseLink(link, surroundings);
    if (refused) return refused;
    requireHeldFor(surroundings, link.from);
    const ends = await readEnds(github, link);
    const against = make === addLink ? findAgainst(link, ends) : undefined;
    if (against) return against;
    const changed = await make(github, link, ends);
    return { kind: 'answered', result: { item: formatItemId(link.from), changed } } as const;
  };
  return {
    add_dependency: ({ item: from, dependsOn: to }) => change({ kind: 'dependency', from, to }, addLink),
    remove_dependency: ({ item: from, dependsOn: to }) =>
      change({ kind: 'dependency', from, to }, removeLink),
    add_sub_item: ({ item: from, subItem: to }) => change({ kind: 'sub-issue', from, to }, addLink),
    remove_sub_item: ({ item: from, subItem: to }) => change({ kind: 'sub-issue', from, to }, removeLink),
  };
}

/** What an item waits for is not changed by it, so that it need not be the agent's own. A part is. */
function refuseLink({ kind, from, to }: Link, surroundings: ToolSurroundings): ToolFailure | undefined {
  if (isSameItem(from, to)) {
    return toolFailure('tool-arguments-invalid', text.linkedWithItself(formatItemId(from)));
  }
  return (
    refuseWrite(from, surroundings) ??
    (kind === 'dependency' ? refuseForeign(to, surroundings) : refuseWrite(to, surroundings)) ??
    refuseObserving(surroundings)
  );
}

/** What GitHub may take, and nobody could want. */
function findAgainst(link: Link, ends: { readonly from: IssueLinks; readonly to: IssueLinks }) {
  const [from, to] = [formatItemId(link.from), formatItemId(link.to)];
  if (isLinked(link, ends)) return undefined;
  if (link.kind === 'dependency') {
    const isCircle = ends.to.blockedBy.some(({ id }) => isSameItem(id, link.from));
    return isCircle ? toolFailure('link-refused', text.waitsAlready(from, to)) : undefined;
  }
  const { parent } = ends.to;
  return parent && toolFailure('link-refused', text.partOfAnother(to, formatItemId(parent.id)));
}
