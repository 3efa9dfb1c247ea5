import type { Mode } from './mode.ts';

/** Whether races between runs are decided in the ledger, or by the other interlocks alone. */
export const LEDGER_MODES = ['on', 'off'] as const;

export type LedgerMode = (typeof LEDGER_MODES)[number];

export interface LedgerSettings {
  readonly ledger: LedgerMode;
  readonly mode: Mode;
}

/** Who only observes writes to no ledger either. */
export function hasLedger({ ledger, mode }: LedgerSettings): boolean {
  return ledger === 'on' && mode === 'act';
}
