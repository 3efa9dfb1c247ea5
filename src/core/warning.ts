import type { Reason } from './reasons.ts';

/** Something that should be mended although what was asked for could be decided. Shown beside every decision it touched. */
export interface Warning {
  readonly reason: Extract<Reason, 'config-kept'>;
  /** Complete: what is wrong, and what is done instead. */
  readonly message: string;
}
