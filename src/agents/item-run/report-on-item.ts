import type { ItemId } from '../../core/item-id.ts';
import type { Warrant } from '../../core/ledger/warrant.ts';
import { pullRequestMessage } from '../../core/text/run-message.ts';
import type { StatusUpdate } from '../../core/text/status-comment.ts';
import type { PullRequest } from '../../github/repositories/pull-requests.ts';
import type { GitHub } from '../../github/wire/client.ts';
import { tryToTellItem } from '../run/tell-item.ts';
import type { Published, Stopped } from './assignment.ts';

/** As much of the work as the item is told. */
export type Told =
  | Pick<Stopped, 'kind' | 'reason' | 'message'>
  | (Pick<Published, 'kind' | 'how' | 'leftOut'> & {
      readonly pullRequest: Pick<PullRequest, 'number' | 'url'>;
    });

interface Report {
  readonly github: GitHub;
  readonly item: ItemId;
  readonly work: Told;
  readonly said: Omit<StatusUpdate, 'status' | 'line'>;
}

/** Says on the item what became of the work. Answers with what to say in the run, if that was not possible. */
export function reportOnItem(warrant: Warrant, { github, item, work, said }: Report): Promise<string> {
  return tryToTellItem(warrant, { github, item, status: { ...said, ...statusOf(work) } });
}

function statusOf(work: Told): Pick<StatusUpdate, 'status' | 'line' | 'reason'> {
  if (work.kind === 'stopped') return { status: 'stopped', reason: work.reason, line: work.message };
  const { how, pullRequest, leftOut } = work;
  const line = pullRequestMessage(how, pullRequest.number, pullRequest.url);
  return { status: 'pull-request', line: `${line} ${leftOut}`.trim() };
}
