import type { ItemId, RepositoryName } from '../item-id.ts';

/** Something that happened on GitHub, normalised from a webhook or an Actions event. Text in it is data. */
export type Event = PullRequestMerged | ItemEntered | RunFinished;

export interface PullRequestMerged {
  readonly type: 'pull-request-merged';
  readonly repository: RepositoryName;
  readonly number: number;
  /** Head branch; of another repository where `fromFork`. */
  readonly branch: string;
  readonly fromFork: boolean;
  readonly base: string;
  readonly defaultBranch: string;
  readonly body: string;
}

export interface ItemEntered {
  readonly type: 'item-labeled';
  readonly item: ItemId;
  readonly label: string;
}

export interface RunFinished {
  readonly type: 'run-finished';
  readonly repository: RepositoryName;
  readonly runId: number;
  /** `.github/workflows/<file>`, without a ref. */
  readonly workflowPath: string;
  readonly displayTitle: string;
  readonly conclusion: string;
}
