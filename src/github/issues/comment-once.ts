import * as z from 'zod';
import { formatItemId, type ItemId } from '../../core/item-id.ts';
import type { GitHub } from '../wire/client.ts';
import { write, writeOrFind } from '../wire/exchange.ts';
import { issueParameters } from './issues.ts';
import { isMarkedWith, withMarker } from './marker.ts';
import { readThread } from './read-thread.ts';

export interface CommentedOnce {
  /** GitHub's page of the comment. */
  readonly url: string;
  readonly created: boolean;
}

/**
 * Posts a comment unless one with the marker is among the latest: whoever is not sure whether the first call took effect
 * may call again. Two writers at the same moment may both post.
 */
export async function commentOnce(
  github: GitHub,
  item: ItemId,
  { marker, body }: { readonly marker: string; readonly body: string },
): Promise<CommentedOnce> {
  const find = async (): Promise<CommentedOnce | undefined> => {
    const { comments } = await readThread(github, item);
    // A person who copies our marker is not heard.
    const found = comments.find((comment) => comment.isOurs && isMarkedWith(marker, comment.body));
    return found && { url: found.url, created: false };
  };
  const there = await find();
  if (there) return there;
  return writeOrFind(async () => {
    const { data } = await write({
      doing: `comment on ${formatItemId(item)}`,
      missing: 'item-missing',
      answer: z.object({ html_url: z.string() }),
      request: (options) =>
        github.request('POST /repos/{owner}/{repo}/issues/{issue_number}/comments', {
          ...issueParameters(item),
          body: withMarker(marker, body),
          ...options,
        }),
    });
    return { url: data.html_url, created: true };
  }, find);
}
