import * as z from 'zod';
import { parseItemId } from '../core/item-id.ts';
import { type Reason, reasons } from '../core/reasons.ts';
import { cancelledMessage } from '../core/text/run-message.ts';
import type { OpenAccess } from './access.ts';
import { reportOnItem, type Told } from './implementation/report-on-item.ts';
import { failed } from './implementation/work.ts';
import { saidBy } from './said-by.ts';
import type { Surroundings } from './surroundings.ts';

interface BrokenOff {
  /** Canonical id of the item that the run had claimed. */
  readonly item: string;
  /** What the main step could not tell the item; empty if it did not get that far. */
  readonly unsaid: string;
  readonly project: string;
  readonly openAccess: OpenAccess;
  readonly surroundings: Surroundings;
  readonly now: () => Date;
}

const toldSchema: z.ZodType<Told> = z.union([
  z.object({
    kind: z.literal('stopped'),
    reason: z.enum(Object.keys(reasons) as [Reason, ...Reason[]]),
    message: z.string(),
  }),
  z.object({
    kind: z.literal('published'),
    how: z.enum(['opened', 'updated']),
    pullRequest: z.object({ number: z.int(), url: z.string() }),
  }),
]);

/** The run was killed between taking its item and settling it: the item would sit in progress, and nobody know why. */
export async function reportBrokenOff(options: BrokenOff): Promise<void> {
  const { item, unsaid, project, openAccess } = options;
  const id = parseItemId(item);
  if (!id) return;
  const { github } = await openAccess({ repositories: [id], permissions: { issues: 'write' } });
  const notSaid = await reportOnItem({
    github,
    item: id,
    work: unsaid === '' ? failed('cancelled', cancelledMessage()) : toldSchema.parse(JSON.parse(unsaid)),
    said: saidBy(options, project),
  });
  if (notSaid !== '') throw new Error(notSaid);
}
