import type { ItemId } from '../../core/item-id.ts';
import { runStoppedComment, runSucceededComment } from '../../core/text/run-comment.ts';
import { pullRequestMessage } from '../../core/text/run-message.ts';
import type { GitHub } from '../../github/client.ts';
import { ensureComment, reviseComment } from '../../github/ensure-comment.ts';
import type { PullRequest } from '../../github/pull-requests.ts';
import type { Published, Stopped } from './work.ts';

/** As much of the work as the item is told. */
export type Told =
  | Pick<Stopped, 'kind' | 'reason' | 'message'>
  | (Pick<Published, 'kind' | 'how'> & { readonly pullRequest: Pick<PullRequest, 'number' | 'url'> });

interface Report {
  readonly github: GitHub;
  /** Key of the project. */
  readonly project: string;
  readonly item: ItemId;
  readonly work: Told;
  readonly runUrl: string;
}

/** A run that stopped says so in one comment, which a later run rewrites. Success alone needs none: GitHub links it. */
export async function reportOnItem({ github, project, item, work, runUrl }: Report): Promise<void> {
  const marker = `implementation ${project}`;
  if (work.kind === 'stopped') {
    await ensureComment(github, item, { marker, body: runStoppedComment({ ...work, runUrl }) });
    return;
  }
  const { how, pullRequest } = work;
  const message = pullRequestMessage(how, pullRequest.number, pullRequest.url);
  await reviseComment(github, item, { marker, body: runSucceededComment({ message, runUrl }) });
}
