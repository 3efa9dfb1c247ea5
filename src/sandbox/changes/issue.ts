import type { Issue, PullRequest, Repository } from '../state/repository.ts';
import type { User } from '../state/user.ts';
import type { World } from '../state/world.ts';
import { announceIssue } from './announce-issue.ts';
import type { Change } from './change.ts';
import { announceLabel, findOrCreateLabel } from './labels.ts';
import { record } from './record.ts';

export interface IssueFields {
  number?: number | undefined;
  title: string;
  body?: string | null | undefined;
  author: User;
  pull?: PullRequest | undefined;
}

/** A bare open issue, without an event. Issues and pull requests share one sequence of numbers. */
export function addIssue(world: World, repository: Repository, fields: IssueFields): Issue {
  const number = fields.number ?? repository.lastNumber + 1;
  if (repository.issues.get(number)) throw new Error(`${repository.fullName}#${number} exists already`);
  repository.lastNumber = Math.max(repository.lastNumber, number);
  const id = world.ids.next('issue');
  const now = world.clock.tick();
  const issue: Issue = {
    id,
    nodeId: world.ids.nodeId('issue', id),
    number,
    title: fields.title,
    body: fields.body ?? null,
    state: 'open',
    stateReason: null,
    author: fields.author,
    assignees: [],
    labels: [],
    comments: [],
    timeline: [],
    blockedBy: [],
    subIssues: [],
    locked: false,
    createdAt: now,
    updatedAt: now,
    closedAt: null,
    closedBy: null,
    pull: fields.pull,
  };
  repository.issues.add(issue);
  return issue;
}

/** Opened with labels: `opened` shows them already, and a `labeled` for each follows. */
export async function openIssue(
  change: Change,
  fields: { title: string; body?: string | null | undefined; labels?: readonly string[] },
): Promise<Issue> {
  const issue = addIssue(change.world, change.repository, { ...fields, author: change.by.user });
  const labels = new Set((fields.labels ?? []).map((name) => findOrCreateLabel(change, name)));
  change.repository.issues.setLabels(issue, [...labels]);
  await announceIssue(change, issue, 'opened');
  for (const label of issue.labels) await announceLabel(change, issue, 'labeled', label);
  return issue;
}

export async function closeIssue(
  change: Change,
  issue: Issue,
  reason: Issue['stateReason'] = 'completed',
): Promise<void> {
  if (issue.state === 'closed') {
    if (!issue.pull) issue.stateReason = reason;
    return;
  }
  change.repository.issues.setState(issue, 'closed');
  issue.stateReason = issue.pull ? null : reason;
  record(change.world, issue, { event: 'closed', actor: change.by.user });
  issue.closedAt = issue.updatedAt;
  issue.closedBy = change.by.user;
  await announceIssue(change, issue, 'closed');
}

export async function reopenIssue(change: Change, issue: Issue): Promise<void> {
  if (issue.state === 'open') return;
  change.repository.issues.setState(issue, 'open');
  issue.stateReason = issue.pull ? null : 'reopened';
  issue.closedAt = null;
  issue.closedBy = null;
  record(change.world, issue, { event: 'reopened', actor: change.by.user });
  await announceIssue(change, issue, 'reopened');
}

export async function editIssue(
  change: Change,
  issue: Issue,
  fields: { title?: string | undefined; body?: string | null | undefined },
): Promise<void> {
  const changes: Record<string, { from: string }> = {};
  if (fields.title !== undefined && fields.title !== issue.title) {
    changes.title = { from: issue.title };
    issue.title = fields.title;
    record(change.world, issue, { event: 'renamed', actor: change.by.user });
  }
  if (fields.body !== undefined && fields.body !== issue.body) {
    changes.body = { from: issue.body ?? '' };
    issue.body = fields.body;
    issue.updatedAt = change.world.clock.tick();
  }
  if (Object.keys(changes).length > 0) await announceIssue(change, issue, 'edited', { changes });
}
