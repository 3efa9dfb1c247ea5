import type { Reason } from './reasons.ts';

/** Something that should be corrected, although a decision was possible. Shown with every decision that it affects. */
export interface Warning {
  readonly reason: Extract<Reason, 'config-kept'>;
  /** Complete: what is wrong, and what is done instead. */
  readonly message: string;
}
