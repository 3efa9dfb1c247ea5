import { announce } from '../events/announce.ts';
import { renderIssue } from '../render/issue.ts';
import { renderPull } from '../render/pull-request.ts';
import type { Issue } from '../state/repository.ts';
import type { Change } from './change.ts';

/** `issues` or, for a pull request, `pull_request`: GitHub never sends both for one change. */
export async function announceIssue(
  { world, repository, by }: Change,
  issue: Issue,
  action: string,
  more: Record<string, unknown> = {},
): Promise<void> {
  const { pull } = issue;
  if (!pull) {
    const payload = { issue: renderIssue(world, repository, issue), ...more };
    announce(world, { name: 'issues', action, repository, by, payload });
    return;
  }
  const pullRequest = await renderPull(world, repository, { issue, pull });
  const payload = { number: issue.number, pull_request: pullRequest, ...more };
  announce(world, { name: 'pull_request', action, repository, by, payload });
}
