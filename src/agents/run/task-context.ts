import type { Warning } from '../../core/reasons.ts';
import type { StatusUpdate } from '../../core/text/status-comment.ts';
import type { Runtime } from '../../orchestration/runtime.ts';
import type { OpenAccess } from './access.ts';
import type { RunAudit } from './run-audit.ts';
import type { RunSurroundings } from './surroundings.ts';

/** What every task is given by the entry. */
export interface TaskContext extends Runtime {
  readonly surroundings: RunSurroundings;
  readonly openAccess: OpenAccess;
  /** Aborted when the run is cancelled. */
  readonly signal: AbortSignal;
  readonly now: () => Date;
  readonly sleep: (milliseconds: number) => Promise<void>;
  /** In [0, 1). */
  readonly random: () => number;
  /** Random, and unlike any other in this run. */
  readonly newId: () => string;
  /** Keeps a secret out of the log, out of the audit record, and out of every text of an agent. */
  readonly mask: (secret: string) => void;
  /** All that was masked so far. */
  readonly secrets: () => Iterable<string>;
  readonly debug: (text: string) => void;
  /** Adds a warning to the decision: something should be corrected. */
  readonly warn: (warning: Warning) => void;
  /** Where an engine's output goes. */
  readonly output: NodeJS.WritableStream;
  /** What an agent's run did and took. */
  readonly audit: RunAudit;
  /** Leaves word for the post step. */
  readonly save: (name: StateName, value: string) => void;
}

/**
 * What the post step may find: a work directory that has to go, and, of a run that broke off, the item that was
 * `claimed` but never `settled`, the process group of its engine and the `wall` around it. `unsaid` is what became of
 * the work where the item could not be told. `claim` is what the run holds in the ledger until it is `released`. `use` is
 * what its engine took so far, and `audit` the path of its record.
 */
export type StateName =
  | 'work-directory'
  | 'claimed'
  | 'settled'
  | 'unsaid'
  | 'engine'
  | 'wall'
  | 'claim'
  | 'released'
  | 'use'
  | 'audit';

/** What every status that this run writes has in common. */
export function statusSource(
  { surroundings, now }: Pick<TaskContext, 'surroundings' | 'now'>,
  project: string,
): Pick<StatusUpdate, 'project' | 'runUrl' | 'reasonsPage' | 'at'> {
  const { runUrl, reasonsPage } = surroundings;
  return { project, runUrl, reasonsPage, at: now() };
}
