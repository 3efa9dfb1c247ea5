/** Whether races between runs are decided in the ledger, or by the other interlocks alone. */
export const LEDGER_MODES = ['on', 'off'] as const;

export type LedgerMode = (typeof LEDGER_MODES)[number];
