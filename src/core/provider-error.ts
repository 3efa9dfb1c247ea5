import type { Reason } from './reasons.ts';

export interface ProviderErrorDetails {
  readonly reason: Reason;
  /** Complete sentences for a person: what could not be done, why, and what to do. */
  readonly message: string;
  /** HTTP status of the answer; absent where none came. */
  readonly status?: number;
  /** Seconds until a rate limit ends, where the provider says so. */
  readonly retryAfterSeconds?: number;
  /** The provider wants one of these permissions, written as in a workflow: `issues: write`. */
  readonly requiredPermissions?: readonly string[];
  /** The request may have taken effect all the same. Never true of a read. */
  readonly ambiguous?: boolean;
  /** A write that did take effect, and whose effect could not be seen. */
  readonly tookEffect?: boolean;
  readonly cause?: unknown;
}

/** What a provider, such as GitHub, throws when it cannot answer; `src/github` throws no other error of its own. */
export class ProviderError extends Error {
  override readonly name = 'ProviderError';
  readonly reason: Reason;
  readonly status: number | undefined;
  readonly retryAfterSeconds: number | undefined;
  readonly requiredPermissions: readonly string[];
  readonly ambiguous: boolean;
  readonly tookEffect: boolean;

  readonly #details: ProviderErrorDetails;

  constructor(details: ProviderErrorDetails) {
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
  withEffectInDoubt(): ProviderError {
    return new ProviderError({ ...this.#details, ambiguous: true });
  }
}

/** Whether to ask again at once. Not after a time-out: the run has spent its patience, and the effect may still come. */
export function isWorthAnotherTry(error: unknown): boolean {
  return error instanceof ProviderError && error.reason === 'github-unavailable' && !isTimeout(error);
}

function isTimeout({ cause }: Error): boolean {
  if (!(cause instanceof Error)) return false;
  return cause.name === 'TimeoutError' || isTimeout(cause);
}
