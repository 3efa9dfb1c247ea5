import * as z from 'zod';
import { NOTHING } from '../core/ledger/cost.ts';

/** By the version that it takes: what makes the next one of it. What it takes may be damaged, and is not yet checked. */
export type Migrations = Readonly<Record<number, (state: object) => object>>;

export const MIGRATIONS: Migrations = { 1: fromVersion1 };

const claimsSchema = z.looseObject({ claims: z.record(z.string(), z.looseObject({})) });

/**
 * Version 1 knew no cost. Claims go on as they are: what their runs may cost is not known, and counts nothing.
 */
function fromVersion1(state: object): object {
  const next = { ...state, version: 2, costs: { items: {}, days: {} } };
  const parsed = claimsSchema.safeParse(state);
  if (!parsed.success) return next;
  const claims = Object.entries(parsed.data.claims).map(([subject, claim]) => [
    subject,
    { ...claim, reserved: NOTHING },
  ]);
  return { ...next, claims: Object.fromEntries(claims) };
}
