import * as z from 'zod';
import { itemKeySchema, subjectSchema } from '../../core/ledger/claim-subject.ts';
import { runCostSchema } from '../../core/ledger/cost.ts';
import { failureSchema, ledgerCommandSchema } from '../../core/ledger/ledger-command.ts';

/** What the main step writes down before it claims, and when its work is over, for the case that it does not release. */
export const leftOverSchema = z.object({
  /** Of the claim. */
  id: z.string(),
  subjects: z.array(subjectSchema).min(1).readonly(),
  item: itemKeySchema.nullable(),
  /** What counts as a failed attempt; left out while the work goes on. */
  failed: failureSchema.nullish(),
  /** What the run cost; `null`: no engine was started. Left out while the work goes on. */
  cost: runCostSchema.nullish(),
  /** Told to the ledger along with the release. */
  tell: z.array(ledgerCommandSchema).readonly().default([]),
});

export type LeftOver = z.input<typeof leftOverSchema>;
