import type { Reason } from '../core/reasons.ts';

const PASSING: ReadonlySet<Reason> = new Set<Reason>(['github-unavailable', 'rate-limited']);

/**
 * Whether the same event, sent again later, may succeed without anybody having done something.
 *
 * Sending again is always safe: a move that happened is a no-op, a second backlog-manager reads the board again, and a
 * second implementation is refused because its item has left todo.
 */
export function isMendedByTime(reason: Reason): boolean {
  return PASSING.has(reason);
}
