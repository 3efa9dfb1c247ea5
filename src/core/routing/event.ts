import type { ItemId, RepositoryName } from '../item-id.ts';

/** Something that happened on GitHub, normalised from a webhook or an Actions event. Text in it is data. */
export type Event = PullRequestMerged | ItemRelabeled | RunFinished;

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

/** A label of an issue came or went. */
export interface ItemRelabeled {
  readonly type: 'item-relabeled';
  readonly item: ItemId;
  /** The one that came or went. */
  readonly label: string;
  /** All that the issue carries afterwards. */
  readonly labels: readonly string[];
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
