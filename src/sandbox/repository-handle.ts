import type { ActionsPolicy } from './actions-settings.ts';
import type { Ruleset } from './ruleset.ts';
import type { TimelineEvent } from './state/repository.ts';

/** A repository as a test sees it: fixtures put in silently, and plain reads straight from the state. */
export interface RepositoryHandle {
  fullName: string;
  /** The bare repository on disk. */
  gitDir: string;
  addIssue(options: NewIssue): { number: number };
  addPullRequest(options: NewPullRequest): Promise<{ number: number }>;
  /** As a person creates it in the settings, or `gh secret set`. */
  addSecret(name: string, value: string): void;
  addLabel(options: { name: string; color?: string; description?: string }): void;
  /** What GitHub does to a workflow file with a schedule after 60 days without activity in a public repository. */
  disableForInactivity(path: string): void;
  /** What an administrator does in the settings, Actions, General. */
  allowActionsToCreatePullRequests(): void;
  /** Settings, Actions, Policies. */
  addActionsPolicy(policy: ActionsPolicy): void;
  /** Settings, Rules, Rulesets. */
  addRuleset(ruleset: Ruleset): void;
  issue(number: number): IssueView;
  issues(): IssueView[];
  pullRequests(): PullRequestView[];
  /** Branch name -> oid. */
  branches(): Promise<Record<string, string>>;
  readFile(ref: string, path: string): Promise<string | undefined>;
}

export interface NewIssue {
  number?: number;
  title: string;
  body?: string;
  labels?: string[];
  state?: 'open' | 'closed';
  stateReason?: 'completed' | 'not_planned';
  /** A number of this repository, or `owner/repo#number`. */
  blockedBy?: (number | string)[];
  author?: string;
}

export interface NewPullRequest {
  number?: number;
  title: string;
  body?: string;
  head: string;
  base?: string;
  files: Record<string, string>;
  author?: string;
  /** Whose fork the branch is in; that of the repository itself where absent. */
  fork?: string;
}

export interface IssueView {
  number: number;
  title: string;
  body: string | null;
  state: 'open' | 'closed';
  stateReason: string | null;
  labels: string[];
  comments: { id: number; author: string; body: string }[];
  timeline: { event: TimelineEvent['event']; label?: string; actor: string }[];
}

export interface PullRequestView {
  number: number;
  title: string;
  head: string;
  base: string;
  state: 'open' | 'closed';
  merged: boolean;
  body: string | null;
  author: string;
  draft: boolean;
}
