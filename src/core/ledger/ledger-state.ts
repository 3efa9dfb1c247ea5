import * as z from 'zod';
import { AGENT_NAME } from '../run-name.ts';
import { STAGES, type Stage } from '../stages.ts';
import { itemKeySchema, subjectSchema } from './claim-subject.ts';
import { amountSchema, costsSchema } from './cost.ts';
import { runReferenceSchema } from './run-reference.ts';
import { versionSchema } from './version.ts';

export const LEDGER_VERSION = 2;

/** Entries whose ids the state still names, so that a process that lost the answer to an append can look for it. */
export const RECENT_ENTRIES = 64;

export const stageSchema = z.enum(STAGES);
export const agentSchema = z.string().regex(AGENT_NAME);
const timeSchema = z.iso.datetime();

/** An exclusive right to subjects, for one attempt of one run. */
export const claimSchema = z.strictObject({
  /** Random, so that nobody takes another's claim for its own. */
  id: z.string().min(1),
  agent: agentSchema,
  run: runReferenceSchema,
  /** The entry that granted it. A later claim on the same subject has a greater one. */
  epoch: z.int().positive(),
  since: timeSchema,
  /** Somebody was refused meanwhile and wants the holder to dispatch again when it ends. */
  wanted: z.boolean(),
  /** The most that the run may cost. What it did cost takes its place when the claim ends. */
  reserved: amountSchema,
});

export type Claim = z.infer<typeof claimSchema>;

/** A move that was decided and not yet seen on the board. */
export const decidedMoveSchema = z.strictObject({
  id: z.string().min(1),
  to: stageSchema,
  /** What was read before it was decided. While the board shows this, the move is still to be written. */
  read: versionSchema,
  /** Who writes it; `null`: the app. */
  run: runReferenceSchema.nullable(),
  /** The claim under which it was decided; `null`: none. */
  under: z.string().nullable(),
  at: timeSchema,
});

export type DecidedMove = z.infer<typeof decidedMoveSchema>;

export const itemRecordSchema = z.strictObject({
  /**
   * Names its present visit to a stage: the entry with which it began. Never used twice, so neither is a dispatch key.
   */
  visit: z.int().positive(),
  /** The newest version of it that the ledger knows. */
  seen: versionSchema,
  move: decidedMoveSchema.nullable(),
  /** The claim under which its present visit began; `null`: a person's, or that of a workflow that claims nothing. */
  under: z.string().nullable(),
  /** `<agent> <cause>`: how often that failed since a person last touched the item. */
  attempts: z.record(z.string(), z.int().positive()),
  /**
   * When its holder was last found dead, which may live on unseen: until its token ends, each next holder fences it
   * off.
   */
  deadSince: timeSchema.nullable(),
  /** Handed over: no agent starts on it before a person has moved it. */
  needsHuman: z.boolean(),
});

export type ItemRecord = z.infer<typeof itemRecordSchema>;

export const dispatchSchema = z.strictObject({
  agent: agentSchema,
  /** `null`: the project. */
  item: itemKeySchema.nullable(),
  cause: z.string(),
  at: timeSchema,
  /** The run that GitHub named in answer to sending it; `null`: not known to be sent. */
  sent: z.int().positive().nullable(),
  /** The one run that works on it. */
  acceptedBy: runReferenceSchema.nullable(),
});

export type LedgerDispatch = z.infer<typeof dispatchSchema>;

/**
 * `state.json`: all that a decision needs. It holds work in flight and what open items have cost, and nothing else, so
 * that it does not grow.
 */
export const ledgerStateSchema = z.strictObject({
  version: z.literal(LEDGER_VERSION),
  project: z.string(),
  /** Node id of the home repository: a ledger that was copied or moved decides nothing. */
  home: z.string(),
  /** When the first entry was made: what entered a stage before is not started. */
  since: timeSchema,
  /** Number of the newest entry. */
  seq: z.int().positive(),
  claims: z.record(subjectSchema, claimSchema),
  items: z.record(itemKeySchema, itemRecordSchema),
  dispatches: z.record(z.string(), dispatchSchema),
  costs: costsSchema,
  /** While set, nothing is dispatched: what is wrong with the workflow, and since when. */
  breaker: z.strictObject({ why: z.string(), since: timeSchema }).nullable(),
  /** Ids of the newest entries, oldest first. */
  recent: z.array(z.string()).max(RECENT_ENTRIES),
});

export type LedgerState = z.infer<typeof ledgerStateSchema>;

/** The state that `init` writes in the first entry. */
export function emptyLedger({
  project,
  home,
  id,
  at,
}: Pick<LedgerState, 'project' | 'home'> & { readonly id: string; readonly at: string }): LedgerState {
  return {
    version: LEDGER_VERSION,
    project,
    home,
    since: at,
    seq: 1,
    claims: {},
    items: {},
    dispatches: {},
    costs: { items: {}, days: {} },
    breaker: null,
    recent: [id],
  };
}

/** Where an item is by the ledger: a decided move counts, whatever the board shows as yet. */
export function stageInLedger({ move, seen }: ItemRecord): Stage | null {
  return move?.to ?? seen.stage;
}

/**
 * What makes a second dispatch a duplicate of the first: agent, subject, and the entry that asked for it. An entry that asks
 * for the same twice, because two decisions of one process stand in it, asks for one run. It travels as an input of the
 * workflow and in the run's name, so it holds no blank.
 */
export function dispatchKey({ agent, item }: Pick<LedgerDispatch, 'agent' | 'item'>, seq: number): string {
  return `${agent}:${item ?? 'project'}:${seq}`;
}

/** The entry that asked for it; `undefined`: what a run was started with is no key. */
export function entryOfKey(key: string): number | undefined {
  const seq = /^[a-z][a-z0-9-]*:\S+:([1-9]\d{0,14})$/.exec(key)?.[1];
  return seq === undefined ? undefined : Number(seq);
}
