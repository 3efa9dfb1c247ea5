/** The variable of a repository that stops everything. The workflows look at it in their `if`. */
export const PAUSE_VARIABLE = 'INTERLOCK_PAUSED';

/** GitHub's expressions compare texts without regard to case, so every other place that asks this must do so too. */
export function isPausing(value: string | undefined): boolean {
  return value?.toLowerCase() === 'true';
}
