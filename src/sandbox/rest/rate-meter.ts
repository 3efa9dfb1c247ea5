import type { Actor } from '../state/actor.ts';
import type { Clock } from '../state/clock.ts';
import { ApiError } from './api-error.ts';

export interface Quota {
  limit: number;
  used: number;
  remaining: number;
  /** Seconds of the world's clock: clients compare it with the `date` of the answer. */
  reset: number;
}

const HOUR = 3600;

/** GitHub's primary limit: requests an hour and credential. Secondary points are counted, never enforced. */
export class RateMeter {
  readonly #clock: Clock;
  readonly #windows = new Map<string, Window>();
  #perHour: number | undefined;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  limit(perHour: number): void {
    this.#perHour = perHour;
  }

  quota(actor: Actor): Quota {
    const limit = this.#perHour ?? defaultLimit(actor);
    const { used, reset } = this.#window(actor);
    return { limit, used, remaining: Math.max(0, limit - used), reset };
  }

  spend(actor: Actor): void {
    if (this.quota(actor).remaining === 0) throw exceeded(actor);
    this.#window(actor).used += 1;
  }

  /** An answer of 304 costs nothing. */
  refund(actor: Actor): void {
    this.#window(actor).used -= 1;
  }

  #window(actor: Actor): Window {
    const key = keyOf(actor);
    const now = Math.floor(Date.now() / 1000);
    const current = this.#windows.get(key);
    if (current && current.end > now) return current;
    const fresh = { used: 0, reset: Date.parse(this.#clock.now()) / 1000 + HOUR, end: now + HOUR };
    this.#windows.set(key, fresh);
    return fresh;
  }
}

interface Window {
  used: number;
  reset: number;
  /** Seconds of the real clock: an hour of work is an hour, however little happens in it. */
  end: number;
}

export function rateHeaders(
  { limit, remaining, used, reset }: Quota,
  resource: 'core' | 'graphql',
): Record<string, string> {
  return {
    'x-ratelimit-limit': String(limit),
    'x-ratelimit-remaining': String(remaining),
    'x-ratelimit-used': String(used),
    'x-ratelimit-reset': String(reset),
    'x-ratelimit-resource': resource,
  };
}

export function exceeded(actor: Actor): ApiError {
  const who =
    actor.kind === 'installation' ? `installation ID ${actor.installation.id}` : `user ID ${actor.user.id}`;
  return new ApiError(403, `API rate limit exceeded for ${who}.`);
}

function keyOf(actor: Actor): string {
  if (actor.kind === 'installation') return `installation ${actor.installation.id}`;
  if (actor.kind === 'workflow') return `workflow ${actor.repository.fullName}`;
  return `${actor.kind} ${actor.user.login}`;
}

function defaultLimit(actor: Actor): number {
  if (actor.kind === 'anonymous') return 60;
  return actor.kind === 'workflow' ? 1_000 : 5_000;
}
