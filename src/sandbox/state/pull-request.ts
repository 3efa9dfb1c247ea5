import type { User } from './user.ts';

/** What a pull request has beyond its issue. Branches live in the same repository: this sandbox has no forks. */
export interface PullRequest {
  id: number;
  nodeId: string;
  headRef: string;
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
