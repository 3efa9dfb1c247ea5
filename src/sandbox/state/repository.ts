import type { ActionsPolicy, ActionsSettings } from '../actions-settings.ts';
import type { GitRepository } from '../git/git-repository.ts';
import type { Ruleset } from '../ruleset.ts';
import type { Comment } from './issue.ts';
import type { Issues } from './issues.ts';
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
