import * as z from 'zod';
import type { Config } from '../core/config/config.ts';
import { releaseClaim } from '../core/ledger/protocol/release-claim.ts';
import { itemKeySchema, subjectSchema } from '../core/ledger/subject.ts';
import { permissionsOn } from './access.ts';
import { ledgerPermissions, openLedger } from './open-ledger.ts';
import { openProject } from './open-project.ts';
import type { RunInputs } from './parse-inputs.ts';
import type { TaskContext } from './task-context.ts';

const leftOverSchema = z.object({
  id: z.string(),
  subjects: z.array(subjectSchema).min(1),
  item: itemKeySchema.nullable(),
  /** What counts as a failed attempt; left out while the work goes on. */
  failed: z.object({ item: itemKeySchema, cause: z.string(), maxAttempts: z.int().positive() }).nullish(),
});

/** What the main step writes down before it claims, and when its work is over, for the case that it does not release. */
export type LeftOver = z.infer<typeof leftOverSchema>;

/**
 * Gives up the claim of a run that did not. An item that was worked on when the run was killed is left to the person who
 * did that; without this the reconciler would come to it later, and start the item again.
 */
export async function releaseLeftOver(saved: string, inputs: RunInputs, context: TaskContext): Promise<void> {
  const { id: claim, subjects, item, failed: known } = leftOverSchema.parse(JSON.parse(saved));
  const permissions = (config: Config) =>
    permissionsOn(config, { issues: 'write', ...ledgerPermissions(config) });
  const opened = await openProject({ ...context, inputs, permissions });
  if (opened.kind === 'closed') throw new Error(opened.decision.message);
  const ledger = openLedger(opened.project, context);
  if (!ledger) return;
  const cancelled = item === null ? null : { item, cause: 'cancelled', maxAttempts: 1 };
  const failed = known === undefined ? cancelled : known;
  const release = { id: ledger.newId(), claim, subjects, ...(failed && { failed }) };
  const end = await ledger.drive(releaseClaim(release));
  if (end.kind === 'failed') throw new Error(end.message);
}
