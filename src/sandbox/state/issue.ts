import type { Label } from './label.ts';
import type { PullRequest } from './pull-request.ts';
import type { User } from './user.ts';

/** An issue, or the issue side of a pull request: GitHub numbers and lists both as issues. */
export interface Issue {
  id: number;
  nodeId: string;
  number: number;
  title: string;
  body: string | null;
  /** Changed by `Issues.setState`. */
  readonly state: 'open' | 'closed';
  stateReason: 'completed' | 'not_planned' | 'reopened' | 'duplicate' | null;
  author: User;
  assignees: User[];
  /** Changed by `Issues.setLabels`. */
  readonly labels: readonly Label[];
  comments: Comment[];
  timeline: TimelineEvent[];
  /** Issues, of this repository or another one, that block this one. Changed by `World.dependencies`. */
  readonly blockedBy: readonly IssueReference[];
  /** Changed by `World.hierarchy`. */
  readonly subIssues: readonly IssueReference[];
  locked: boolean;
  createdAt: string;
  updatedAt: string;
  closedAt: string | null;
  closedBy: User | null;
  readonly pull: PullRequest | undefined;
}

export interface IssueReference {
  repositoryId: number;
  number: number;
}

export interface Comment {
  id: number;
  nodeId: string;
  author: User;
  body: string;
  createdAt: string;
  updatedAt: string;
}

export interface TimelineEvent {
  id: number;
  event: 'labeled' | 'unlabeled' | 'closed' | 'reopened' | 'renamed' | 'merged' | 'assigned' | 'unassigned';
  actor: User;
  label?: Label;
  createdAt: string;
}
