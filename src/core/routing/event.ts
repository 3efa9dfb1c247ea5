import type { ItemId, RepositoryName } from '../item-id.ts';
import type { Stage } from '../stages.ts';

/** Something that happened on GitHub, normalised from a webhook or an Actions event. Text in it is data. */
export type Event = PullRequestMerged | ItemEntered | ItemRelabeled | RunFinished | Asked;

export interface PullRequestMerged {
  readonly type: 'pull-request-merged';
  readonly repository: RepositoryName;
  readonly number: number;
  /** GitHub's page of it. */
  readonly url: string;
  /** Head branch; of another repository where `fromFork`. */
  readonly branch: string;
  readonly fromFork: boolean;
  /** Whether a bot opened it, such as one that updates dependencies. */
  readonly byBot: boolean;
  readonly base: string;
  readonly defaultBranch: string;
  readonly body: string;
}

/** An item is in another stage than before, and the board itself said so. */
export interface ItemEntered {
  readonly type: 'item-entered';
  readonly item: ItemId;
  readonly stage: Stage;
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

/** Nothing happened that we know of: a person, or the clock, asks to look whether something can start. */
export interface Asked {
  readonly type: 'asked';
  /** `schedule`, or `by-hand mona`. */
  readonly by: string;
}
