import type { ItemId } from '../../core/item-id.ts';
import { pullRequestMessage } from '../../core/text/run-message.ts';
import type { StatusUpdate } from '../../core/text/status-comment.ts';
import type { GitHub } from '../../github/client.ts';
import type { PullRequest } from '../../github/pull-requests.ts';
import { tryStatus } from '../../github/try-status.ts';
import type { Published, Stopped } from './work.ts';

/** As much of the work as the item is told. */
export type Told =
  | Pick<Stopped, 'kind' | 'reason' | 'message'>
  | (Pick<Published, 'kind' | 'how'> & { readonly pullRequest: Pick<PullRequest, 'number' | 'url'> });

interface Report {
  readonly github: GitHub;
  readonly item: ItemId;
  readonly work: Told;
  readonly said: Omit<StatusUpdate, 'status' | 'line'>;
}

/** Says on the item what became of the work. Answers with what to say in the run, if that was not possible. */
export function reportOnItem({ github, item, work, said }: Report): Promise<string> {
  if (work.kind === 'stopped') {
    const { reason, message: line } = work;
    return tryStatus(github, item, { ...said, status: 'stopped', reason, line });
  }
  const { how, pullRequest } = work;
  const line = pullRequestMessage(how, pullRequest.number, pullRequest.url);
  return tryStatus(github, item, { ...said, status: 'pull-request', line });
}
