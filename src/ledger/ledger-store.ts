import type { LedgerWorld } from './ledger-world.ts';

/** The effects of a decision on the ledger itself, and nothing else in the world. */
export type LedgerStore = Pick<LedgerWorld, 'read-ledger' | 'append' | 'pass' | 'wait'>;
