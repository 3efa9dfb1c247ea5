import { announce } from '../events/announce.ts';
import { renderPush } from '../render/push.ts';
import type { Issue, PullRequest } from '../state/repository.ts';
import { announceIssue } from './announce-issue.ts';
import type { Change } from './change.ts';
import { closeIssue } from './issue.ts';

export interface RefUpdate {
  /** Full name: `refs/heads/main`. */
  ref: string;
  /** 40 zeros: the ref is new. */
  before: string;
  /** 40 zeros: the ref was deleted. */
  after: string;
}

export const ZERO_OID = '0'.repeat(40);

/** Refs have just moved, by the API or by a push: says so, and brings the open pull requests up to date. */
export async function refsChanged(change: Change, updates: readonly RefUpdate[]): Promise<void> {
  const { world, repository, by } = change;
  for (const update of updates) {
    if (update.before === update.after) continue;
    repository.pushedAt = world.clock.tick();
    const payload = await renderPush(world, repository, by.user, update);
    announce(world, { name: 'push', repository, by, payload });
    const branch = update.ref.replace(/^refs\/heads\//, '');
    if (branch === update.ref) continue;
    for (const { issue, pull } of openPulls(change)) {
      if (pull.baseRef === branch && update.after !== ZERO_OID) pull.baseSha = update.after;
      if (pull.headRef === branch && !pull.headRepository) await headMoved(change, issue, pull, update);
    }
  }
}

async function headMoved(change: Change, issue: Issue, pull: PullRequest, update: RefUpdate): Promise<void> {
  if (update.after === ZERO_OID) {
    await closeIssue(change, issue);
    return;
  }
  // What git has now, not what the update says: a push is told of a little after its ref has moved.
  pull.headSha = (await change.repository.git.head(pull.headRef)) ?? update.after;
  issue.updatedAt = change.world.clock.now();
  await announceIssue(change, issue, 'synchronize', { before: update.before, after: update.after });
}

function openPulls({ repository }: Change): { issue: Issue; pull: PullRequest }[] {
  return repository.issues.pulls
    .filter(({ state }) => state === 'open')
    .map((issue) => ({ issue, pull: issue.pull }));
}
