import type { EngineAgent } from '../../core/agents/project-agents.ts';
import type { ItemId } from '../../core/item-id.ts';
import type { Reason } from '../../core/reasons.ts';
import type { PullRequest } from '../../github/repositories/pull-requests.ts';
import type { Project } from '../run/open-project.ts';

/** What one run on an item is about. */
export interface Assignment extends Project {
  readonly agent: EngineAgent;
  readonly item: ItemId;
  /** Why it was started. */
  readonly cause: string;
  /** The `dispatch` input of the run. */
  readonly dispatch: string;
}

/** Where the work led. */
export type Work = Published | Stopped;

export interface Published {
  readonly kind: 'published';
  readonly how: 'opened' | 'updated';
  readonly pullRequest: PullRequest;
  readonly branch: string;
  readonly commit: string;
  /** What the engine left that is not in it: complete sentences, or none. */
  readonly leftOut: string;
}

/** There is nothing to review. The item stays in progress, and a comment on it says what to do. */
export interface Stopped {
  readonly kind: 'stopped';
  readonly outcome: 'refused' | 'failed';
  readonly reason: Reason;
  readonly message: string;
}

export function workRefused(reason: Reason, message: string): Stopped {
  return { kind: 'stopped', outcome: 'refused', reason, message };
}

export function workFailed(reason: Reason, message: string): Stopped {
  return { kind: 'stopped', outcome: 'failed', reason, message };
}
