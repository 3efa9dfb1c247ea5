import type { Actor } from '../state/actor.ts';
import { ApiError } from './api-error.ts';

export interface Quota {
  limit: number;
  used: number;
  remaining: number;
  /** Seconds of the real clock, which clients compare theirs with. */
  reset: number;
}

const HOUR = 3600;

/** GitHub's primary limit: requests an hour and credential. Secondary points are counted, never enforced. */
export class RateMeter {
  readonly #windows = new Map<string, { used: number; reset: number }>();
  #perHour: number | undefined;

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

  #window(actor: Actor): { used: number; reset: number } {
    const key = keyOf(actor);
    const now = Math.floor(Date.now() / 1000);
    const current = this.#windows.get(key);
    if (current && current.reset > now) return current;
    const fresh = { used: 0, reset: now + HOUR };
    this.#windows.set(key, fresh);
    return fresh;
  }
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
