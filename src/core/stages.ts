/** The canonical positions of an item, in pipeline order. A board's own name for one is its *state*. */
export const STAGES = [
  'splitting',
  'planning',
  'backlog',
  'todo',
  'in-progress',
  'in-review',
  'done',
  'merged',
] as const;

export type Stage = (typeof STAGES)[number];

/** Stages every board must have; GitHub's default board has no more. */
export const REQUIRED_STAGES = ['backlog', 'todo', 'in-progress', 'done'] as const satisfies readonly Stage[];

/** Stages whose items count against `max-in-flight`. */
export const IN_FLIGHT_STAGES = ['todo', 'in-progress', 'in-review'] as const satisfies readonly Stage[];

/** Stages whose items are never listed, only looked up by name. */
export const FINISHED_STAGES = ['done', 'merged'] as const satisfies readonly Stage[];

/** @param stage `null`: in none. */
export function isInFlight(stage: Stage | null): boolean {
  return (IN_FLIGHT_STAGES as readonly (Stage | null)[]).includes(stage);
}

export function isFinished(stage: Stage): boolean {
  return (FINISHED_STAGES as readonly Stage[]).includes(stage);
}
