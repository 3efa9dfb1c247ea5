import type { ActionsPolicy, ActionsSettings } from '../actions-settings.ts';
import type { GitRepository } from '../git/git-repository.ts';
import type { Ruleset } from '../ruleset.ts';
import type { Label } from './label.ts';
import type { User } from './user.ts';

export interface Repository {
  id: number;
  nodeId: string;
  owner: User;
  name: string;
  /** `owner/name` */
  fullName: string;
  private: boolean;
  isFork: boolean;
  defaultBranch: string;
  git: GitRepository;
  variables: Map<string, string>;
  secrets: Map<string, string>;
  /** Of its organization, as far as they are shared with it. */
  organizationSecrets: Map<string, string>;
  allowActionsToCreatePullRequests: boolean;
  actions: ActionsSettings;
  /** Their ids are their places, from 1. */
  actionsPolicies: ActionsPolicy[];
  rulesets: Ruleset[];
  /** Commits that GitHub made and signed. Nobody else's signature is known here. */
  signed: Set<string>;
  /** Path of a workflow file -> why it is off. */
  disabledWorkflows: Map<string, 'disabled_manually' | 'disabled_inactivity'>;
  /** By lower-cased name: GitHub's labels are unique whatever their case. */
  labels: Map<string, Label>;
  issues: Issues;
  /** By the oid of their commit, in order. */
  commitComments: Map<string, Comment[]>;
  lastNumber: number;
  createdAt: string;
  updatedAt: string;
  pushedAt: string;
}

/** What a pull request has beyond its issue. */
export interface PullRequest {
  id: number;
  nodeId: string;
  headRef: string;
  /** The fork whose branch it is; absent for one of the same repository. Nothing but its name is known of it. */
  headRepository: Repository | undefined;
  baseRef: string;
  /** Followed while the pull request is open, kept as it was when it closed. */
  headSha: string;
  baseSha: string;
  draft: boolean;
  mergedAt: string | null;
  mergedBy: User | null;
  mergeCommitSha: string | null;
  maintainerCanModify: boolean;
  reviews: Review[];
  requestedReviewers: User[];
}

export interface Review {
  id: number;
  nodeId: string;
  author: User;
  body: string;
  state: 'APPROVED' | 'CHANGES_REQUESTED' | 'COMMENTED' | 'PENDING' | 'DISMISSED';
  commitId: string;
  submittedAt: string;
}

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

export type PullIssue = Issue & { readonly pull: PullRequest };

/**
 * The issues and pull requests of a repository, which GitHub numbers and lists together. Those with a label, the open
 * ones and the pull requests are found without a look at the others: there may be tens of thousands. State and labels
 * change here only.
 */
export class Issues {
  readonly #byNumber = new Map<number, Issue>();
  readonly #byNodeId = new Map<string, Issue>();
  readonly #byLabel = new Map<Label, Set<Issue>>();
  readonly #open = new Set<Issue>();
  readonly #pulls: PullIssue[] = [];

  get size(): number {
    return this.#byNumber.size;
  }

  get open(): ReadonlySet<Issue> {
    return this.#open;
  }

  get pulls(): readonly PullIssue[] {
    return this.#pulls;
  }

  get(number: number): Issue | undefined {
    return this.#byNumber.get(number);
  }

  /** A pull request's own id, not the one of its issue side. */
  ofNodeId(nodeId: string): Issue | undefined {
    return this.#byNodeId.get(nodeId);
  }

  values(): Iterable<Issue> {
    return this.#byNumber.values();
  }

  withLabel(label: Label): ReadonlySet<Issue> {
    return this.#byLabel.get(label) ?? new Set();
  }

  add(issue: Issue): void {
    this.#byNumber.set(issue.number, issue);
    this.#byNodeId.set(issue.pull?.nodeId ?? issue.nodeId, issue);
    if (isPull(issue)) this.#pulls.push(issue);
    this.setState(issue, issue.state);
    this.setLabels(issue, issue.labels);
  }

  setState(issue: Issue, state: Issue['state']): void {
    const writable: { state: Issue['state'] } = issue;
    writable.state = state;
    if (state === 'open') this.#open.add(issue);
    else this.#open.delete(issue);
  }

  setLabels(issue: Issue, labels: readonly Label[]): void {
    const writable: { labels: readonly Label[] } = issue;
    for (const label of issue.labels) this.#byLabel.get(label)?.delete(issue);
    writable.labels = labels;
    for (const label of labels) {
      const issues = this.#byLabel.get(label) ?? new Set();
      this.#byLabel.set(label, issues.add(issue));
    }
  }
}

function isPull(issue: Issue): issue is PullIssue {
  return issue.pull !== undefined;
}
