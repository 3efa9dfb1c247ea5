/**
 * When the second cause arrives, measured against the first run. In the first three the second run decides on what it
 * read before the first run's move, and its own move is held back, wherever nothing prevents it, until the first
 * implementation has taken the item out of todo: that is what made the incident harmful. The third holds it back at
 * the worst moment of all, after the guard's own read; with the ledger that is before the append that decides the move.
 *
 * A concurrency group keeps the second run from ever coming that far, and so does the project's claim. The last spacing
 * goes around both: it has one backlog-manager, and a workflow of the team's own that moves the same item.
 */
export const SPACINGS = [
  { name: 'first-run-queued', meaning: 'second cause while the first run is queued' },
  { name: 'after-first-read', meaning: "second cause after the first run's read" },
  {
    name: 'between-second-read-and-write',
    meaning: "first move between the second run's read and its write",
  },
  {
    name: 'after-first-implementation-started',
    meaning: 'second cause after the first implementation started',
  },
  { name: 'after-first-implementation-ended', meaning: 'second cause after the first implementation ended' },
  { name: 'another-workflow-meanwhile', meaning: "another workflow's move between read and write" },
] as const;

export type Spacing = (typeof SPACINGS)[number];

export type SpacingName = Spacing['name'];
