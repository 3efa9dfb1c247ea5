import type { Reason } from '../../core/reasons.ts';

export interface GitHubErrorDetails {
  readonly reason: Reason;
  /** Complete sentences for a person: what could not be done, why, and what to do. */
  readonly message: string;
  /** HTTP status of the answer; absent where none came. */
  readonly status?: number;
  /** Seconds until a rate limit ends, where GitHub says so. */
  readonly retryAfterSeconds?: number;
  /** Permissions of which GitHub wants one, as in a workflow: `issues: write`. */
  readonly requiredPermissions?: readonly string[];
  /** The request may have taken effect all the same. Never true of a read. */
  readonly ambiguous?: boolean;
  /** A write that did take effect, and whose effect could not be seen. */
  readonly tookEffect?: boolean;
  readonly cause?: unknown;
}

/** The only error that leaves `src/github`. Every `reason` is one of the closed list. */
export class GitHubError extends Error {
  override readonly name = 'GitHubError';
  readonly reason: Reason;
  readonly status: number | undefined;
  readonly retryAfterSeconds: number | undefined;
  readonly requiredPermissions: readonly string[];
  readonly ambiguous: boolean;
  readonly tookEffect: boolean;

  readonly #details: GitHubErrorDetails;

  constructor(details: GitHubErrorDetails) {
    super(details.message, { cause: details.cause });
    this.reason = details.reason;
    this.status = details.status;
    this.retryAfterSeconds = details.retryAfterSeconds;
    this.requiredPermissions = details.requiredPermissions ?? [];
    this.ambiguous = details.ambiguous ?? false;
    this.tookEffect = details.tookEffect ?? false;
    this.#details = details;
  }

  /** The same error, where an earlier request of the same write took effect. */
  withEffectInDoubt(): GitHubError {
    return new GitHubError({ ...this.#details, ambiguous: true });
  }
}
