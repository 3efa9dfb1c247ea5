/** The variable of a repository that stops everything. The workflows look at it in their `if`. */
export const PAUSE_VARIABLE = 'INTERLOCK_PAUSED';

/** Expressions compare texts without regard to case, and so must whoever answers the same question elsewhere. */
export function isPausing(value: string | undefined): boolean {
  return value?.toLowerCase() === 'true';
}
