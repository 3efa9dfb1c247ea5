/** Whether what is decided is done, or only reported. */
export const MODES = ['act', 'observe'] as const;

export type Mode = (typeof MODES)[number];

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

/**
 * The two installations that can turn events into runs. A configuration names one of them, so that an event which
 * reaches both is answered once.
 */
export const ROUTERS = ['app', 'workflow'] as const;

export type Router = (typeof ROUTERS)[number];
