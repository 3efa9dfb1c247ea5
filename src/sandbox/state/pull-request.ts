import type { Repository } from './repository.ts';
import type { User } from './user.ts';

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
