/** Minutes since the last time, or since the start. After the last of them nothing more is said before the end. */
const DISTANCES = [0, 2, 6, 18, 54] as const;

/** How often a run says on its item what its agent does. GitHub lets an account write 500 times an hour, for all its runs. */
export const MOST_PROGRESS = DISTANCES.length;

interface Asked {
  /** How often it was said already. */
  readonly said: number;
  /** Milliseconds since it was said last, or since the start. */
  readonly since: number;
}

/** Whether an agent's progress is to be said now. Each time takes longer to come than the one before. */
export function isProgressDue({ said, since }: Asked): boolean {
  const minutes = DISTANCES[said];
  return minutes !== undefined && since >= minutes * 60_000;
}
