import * as z from 'zod';
import { formatItemId, type ItemId, isSameItem } from '../../../core/item-id.ts';
import { ProviderError } from '../../../core/provider-error.ts';
import type { GitHub } from '../../wire/client.ts';
import { type Exchange, type RequestOptions, write, writeOrFind } from '../../wire/exchange.ts';
import { issueParameters } from '../issues.ts';
import { type IssueLinks, readLinks } from './read-links.ts';

/** `dependency`: `from` waits for `to`. `sub-issue`: `to` is a part of `from`. */
export type LinkKind = 'dependency' | 'sub-issue';

export interface Link {
  readonly kind: LinkKind;
  readonly from: ItemId;
  readonly to: ItemId;
}

interface ReadEnds {
  readonly from: IssueLinks;
  readonly to: IssueLinks;
}

/** Both ends, as they are now. Throws `item-missing` if one of them is not there. */
export async function readEnds(github: GitHub, { from, to }: Link): Promise<ReadEnds> {
  const [origin, target] = await Promise.all([readLinks(github, from), readLinks(github, to)]);
  return { from: origin, to: target };
}

export function isLinked({ kind, to }: Link, { from }: Pick<ReadEnds, 'from'>): boolean {
  const linked = kind === 'dependency' ? from.blockedBy : from.subIssues;
  return linked.some(({ id }) => isSameItem(id, to));
}

/** Answers with whether anything changed: a link that is there already stays. GitHub may refuse it: `link-refused`. */
export async function addLink(github: GitHub, link: Link, ends: ReadEnds): Promise<boolean> {
  if (isLinked(link, ends)) return false;
  const { from, to } = link;
  const target = ends.to.databaseId;
  const add = (options: RequestOptions) =>
    link.kind === 'dependency'
      ? github.request('POST /repos/{owner}/{repo}/issues/{issue_number}/dependencies/blocked_by', {
          ...issueParameters(from),
          issue_id: target,
          ...options,
        })
      : github.request('POST /repos/{owner}/{repo}/issues/{issue_number}/sub_issues', {
          ...issueParameters(from),
          sub_issue_id: target,
          ...options,
        });
  await changeOnce(github, link, {
    wanted: true,
    doing: `link ${formatItemId(from)} with ${formatItemId(to)}`,
    request: add,
  });
  return true;
}

/** Answers with whether anything changed: a link that is not there is as good as removed. */
export async function removeLink(github: GitHub, link: Link, ends: ReadEnds): Promise<boolean> {
  if (!isLinked(link, ends)) return false;
  const { from, to } = link;
  const target = ends.to.databaseId;
  const remove = (options: RequestOptions) =>
    link.kind === 'dependency'
      ? github.request(
          'DELETE /repos/{owner}/{repo}/issues/{issue_number}/dependencies/blocked_by/{issue_id}',
          {
            ...issueParameters(from),
            issue_id: target,
            ...options,
          },
        )
      : github.request('DELETE /repos/{owner}/{repo}/issues/{issue_number}/sub_issue', {
          ...issueParameters(from),
          sub_issue_id: target,
          ...options,
        });
  await changeOnce(github, link, {
    wanted: false,
    doing: `take away the link of ${formatItemId(from)} with ${formatItemId(to)}`,
    request: remove,
  });
  return true;
}

interface Change extends Pick<Exchange<unknown>, 'doing' | 'request'> {
  /** Whether the link is there afterwards. */
  readonly wanted: boolean;
}

/** Where the effect is in doubt, the link is looked for. */
async function changeOnce(github: GitHub, link: Link, { wanted, ...exchange }: Change): Promise<void> {
  const change = async (): Promise<true> => {
    await write({ ...exchange, missing: 'item-missing', invalid: () => 'link-refused', answer: z.unknown() });
    return true;
  };
  const find = async (): Promise<true | undefined> => {
    const from = await readLinks(github, link.from);
    return isLinked(link, { from }) === wanted ? true : undefined;
  };
  try {
    await writeOrFind(change, find);
  } catch (error) {
    // Somebody else was faster with the same change.
    const isLate = error instanceof ProviderError && ['link-refused', 'item-missing'].includes(error.reason);
    if (isLate && (await find())) return;
    throw error;
  }
}
