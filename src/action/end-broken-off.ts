import * as z from 'zod';
import { workFailed } from '../agents/item-run/assignment.ts';
import { reportOnItem, type Told } from '../agents/item-run/report-on-item.ts';
import { permissionsOn } from '../agents/run/access.ts';
import { leftOverSchema } from '../agents/run/left-over.ts';
import { type Project, reopenProject } from '../agents/run/open-project.ts';
import { ledgerPermissions, openRunLedger } from '../agents/run/open-run-ledger.ts';
import { statusSource, type TaskContext } from '../agents/run/task-context.ts';
import type { Config } from '../core/config/config.ts';
import type { EngineUse } from '../core/engine-use.ts';
import { type ItemId, parseItemId } from '../core/item-id.ts';
import { resumeClaim } from '../core/ledger/protocol/claim-subjects.ts';
import { releaseClaim } from '../core/ledger/protocol/release-claim.ts';
import { noLedger, type Warrant } from '../core/ledger/warrant.ts';
import { type Reason, reasons } from '../core/reasons.ts';
import { engineUseSentence } from '../core/text/engine-use.ts';
import { cancelledMessage } from '../core/text/run-message.ts';
import type { ProjectLedger } from '../orchestration/open-ledger.ts';
import type { RunInputs } from './parse-inputs.ts';

/** What the main step wrote down. Each is empty if it did not get that far, or has seen to it itself. */
export interface BrokenOff {
  /** The claim that it has not given up. */
  readonly claim: string;
  /** Canonical id of the item that was taken, and not told what became of the work. */
  readonly item: string;
  /** What it could not be told. */
  readonly unsaid: string;
  readonly wasEngineStarted: boolean;
  /** What its engine took, as far as that was saved. */
  readonly use?: EngineUse;
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
    leftOut: z.string(),
    pullRequest: z.object({ number: z.int(), url: z.string() }),
  }),
]);

type LeftOver = z.output<typeof leftOverSchema>;

/**
 * Ends a run that did not end itself. First the item is told, which would sit in progress without anybody knowing why;
 * then the claim under which it is told is given up.
 */
export async function endBrokenOff(
  { claim, item: name, unsaid, wasEngineStarted, use }: BrokenOff,
  inputs: RunInputs,
  context: TaskContext,
): Promise<void> {
  const opened = await reopenProject({
    ...context,
    inputs,
    permissions: (config: Config) => permissionsOn(config, { issues: 'write', ...ledgerPermissions(config) }),
  });
  if (opened.kind === 'closed') throw new Error(opened.decision.message);
  const { project } = opened;
  const ledger = openRunLedger(project, context);
  const leftOver = claim === '' ? undefined : leftOverSchema.parse(JSON.parse(claim));
  const item = parseItemId(name);
  try {
    const warrant = item && (await warrantOf(project.config, ledger, leftOver));
    if (item && warrant) await tell(warrant, { item, unsaid, ...(use && { use }), project, context });
  } finally {
    if (ledger && leftOver) await release(ledger, leftOver, wasEngineStarted);
  }
}

/** `undefined`: what the run held is another's by now, and so is the word. */
async function warrantOf(
  config: Config,
  ledger: ProjectLedger | undefined,
  leftOver: LeftOver | undefined,
): Promise<Warrant | undefined> {
  if (!ledger) return noLedger(config);
  if (!leftOver) return undefined;
  const end = await ledger.drive(resumeClaim(ledger.newId(), leftOver.id));
  if (end.kind === 'failed') throw new Error(end.message);
  return end.kind === 'held' ? end.claim : undefined;
}

interface Telling extends Pick<BrokenOff, 'unsaid' | 'use'> {
  readonly item: ItemId;
  readonly project: Project;
  readonly context: TaskContext;
}

async function tell(warrant: Warrant, { item, unsaid, use, project, context }: Telling): Promise<void> {
  const notSaid = await reportOnItem(warrant, {
    github: project.github,
    item,
    work: unsaid === '' ? workFailed('cancelled', cancelledMessage()) : toldSchema.parse(JSON.parse(unsaid)),
    said: { ...statusSource(context, project.config.project), took: use && engineUseSentence(use) },
  });
  if (notSaid !== '') throw new Error(notSaid);
}

/**
 * An item that was worked on when the run was killed is left to the person who did that; without this the reconciler would
 * come to it later, and start the item again.
 */
async function release(
  ledger: ProjectLedger,
  { id: claim, subjects, item, failed: known, tell: also, cost: told }: LeftOver,
  wasEngineStarted: boolean,
): Promise<void> {
  const cancelled = item === null ? null : { item, cause: 'cancelled', maxAttempts: 1 };
  const failure = known === undefined ? cancelled : known;
  const given = { id: ledger.newId(), claim, subjects, also, ...(failure && { failed: failure }) };
  // The last call of an engine that was killed at work is not known: the run counts as much as it had reserved.
  const cost = told === undefined && !wasEngineStarted ? null : told;
  const end = await ledger.drive(releaseClaim({ ...given, ...(cost !== undefined && { cost }) }));
  if (end.kind === 'failed') throw new Error(end.message);
}
