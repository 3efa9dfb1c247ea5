import * as z from 'zod';
import type { ItemId } from '../item-id.ts';
import { runBudgetSchema } from './budget.ts';
import { itemKeySchema, subjectSchema } from './claim-subject.ts';
import { runCostSchema } from './cost.ts';
import { ENTRY_VERSION, lossSchema } from './ledger-event.ts';
import { agentSchema, stageSchema } from './ledger-state.ts';
import { runReferenceSchema } from './run-reference.ts';
import { versionSchema } from './version.ts';

/** Random and chosen by the caller, so that nobody takes another's for its own. */
const idSchema = z.string().min(1);
const keySchema = z.string().min(1);

/** What the board said about an item just now, after the ledger was read. */
export const sightingSchema = z
  .strictObject({
    version: versionSchema,
    open: z.boolean(),
    /** It is in two stages at once, or shown twice. */
    ambiguous: z.boolean(),
    /** By GitHub's clock: ISO 8601, UTC. */
    readAt: z.iso.datetime(),
    /** When the newest pull request that closes it was merged into the default branch; left out if none was. */
    mergedAt: z.iso.datetime().exactOptional(),
    /** When work on it was last published on its open pull request; left out if none is open, or it is a draft. */
    publishedAt: z.iso.datetime().exactOptional(),
  })
  .readonly();

export type Sighting = z.infer<typeof sightingSchema>;

/** What counts against `max-in-flight`, read after the ledger. */
export const capacitySchema = z
  .strictObject({
    maxInFlight: z.int().positive(),
    /** Items that the board lists in flight. */
    listed: z.array(itemKeySchema).readonly(),
    /** Items that the ledger put in flight and the board does not list: read one by one, and found elsewhere. */
    elsewhere: z.array(itemKeySchema).readonly(),
  })
  .readonly();

export type Capacity = z.infer<typeof capacitySchema>;

/** An agent to be started by an item's arrival, and why. */
export const startSchema = z.strictObject({ agent: agentSchema, cause: z.string() }).readonly();

export type AgentStart = z.infer<typeof startSchema>;

const moveCommandSchema = z
  .strictObject({
    kind: z.literal('move'),
    id: idSchema,
    item: itemKeySchema,
    /** The stages from which the move is right. */
    expected: z.array(stageSchema).readonly(),
    to: stageSchema,
    sighting: sightingSchema,
    /** `null`: the app. */
    run: runReferenceSchema.nullable(),
    /** The claim under which the run works. Left out if there is none. */
    claim: idSchema.exactOptional(),
    /** Left out for a move that frees capacity, or that a person asked for. */
    capacity: capacitySchema.exactOptional(),
    /** What the item's arrival starts. */
    starts: startSchema.exactOptional(),
    /** A person asked for it, and so for another try at an item that was handed over. */
    isByHand: z.boolean().exactOptional(),
  })
  .readonly();

export type MoveCommand = z.infer<typeof moveCommandSchema>;

/** Tells the ledger what the board shows: a decided move that is done, or a person's hand. */
const observeCommandSchema = z
  .strictObject({
    kind: z.literal('observe'),
    item: itemKeySchema,
    sighting: sightingSchema,
    starts: startSchema.exactOptional(),
  })
  .readonly();

export type ObserveCommand = z.infer<typeof observeCommandSchema>;

/** Takes over a move that another run decided and did not live to write. */
const adoptCommandSchema = z
  .strictObject({
    kind: z.literal('adopt'),
    id: idSchema,
    item: itemKeySchema,
    /** The move that is taken over. */
    move: idSchema,
    run: runReferenceSchema.nullable(),
    sighting: sightingSchema,
    /** Its run has been over for a minute at least, by GitHub's word. */
    isOver: z.boolean(),
  })
  .readonly();

export type AdoptCommand = z.infer<typeof adoptCommandSchema>;

/** GitHub refused the write for good. */
const abandonCommandSchema = z
  .strictObject({
    kind: z.literal('abandon'),
    item: itemKeySchema,
    move: idSchema,
    why: z.string(),
  })
  .readonly();

export type AbandonCommand = z.infer<typeof abandonCommandSchema>;

const claimCommandSchema = z
  .strictObject({
    kind: z.literal('claim'),
    id: idSchema,
    agent: agentSchema,
    run: runReferenceSchema,
    subjects: z.array(subjectSchema).min(1).readonly(),
    /** The key that the run was started with, or why a person started it by hand. */
    dispatch: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('key'), key: keySchema }).readonly(),
      z.strictObject({ kind: z.literal('manual'), cause: z.string() }).readonly(),
    ]),
    /** The item that it works on; `null`: the project. */
    item: itemKeySchema.nullable(),
    /** Claims whose runs are dead, by GitHub's word. */
    dead: z.array(idSchema).readonly(),
    budget: runBudgetSchema,
  })
  .readonly();

export type ClaimCommand = z.infer<typeof claimCommandSchema>;

/** Asks the holders of subjects to dispatch again when they end. */
const wantCommandSchema = z
  .strictObject({ kind: z.literal('want'), subjects: z.array(subjectSchema).min(1).readonly() })
  .readonly();

export type WantCommand = z.infer<typeof wantCommandSchema>;

/** A run that came to nothing on an item, and how many of its kind may. */
export const failureSchema = z
  .strictObject({ item: itemKeySchema, cause: z.string(), maxAttempts: z.int().positive() })
  .readonly();

export type ItemFailure = z.infer<typeof failureSchema>;

const releaseCommandSchema = z
  .strictObject({
    kind: z.literal('release'),
    claim: idSchema,
    /** GitHub says that the holder's run is over. Its process may live on all the same, unseen. */
    forDead: z.literal(true).exactOptional(),
    /** What went wrong with the item, if something did. */
    failed: failureSchema.exactOptional(),
    /**
     * What the run cost; `null`: no engine was started. Left out where nobody knows: then it counts as much as was
     * reserved.
     */
    cost: runCostSchema.nullable().exactOptional(),
  })
  .readonly();

export type ReleaseCommand = z.infer<typeof releaseCommandSchema>;

const requestCommandSchema = z
  .strictObject({
    kind: z.literal('request'),
    agent: agentSchema,
    item: itemKeySchema.nullable(),
    cause: z.string(),
    /** What the board shows of an item that is said to wait in todo. Left out where it was found to be due. */
    waits: sightingSchema.exactOptional(),
  })
  .readonly();

export type RequestCommand = z.infer<typeof requestCommandSchema>;

/** What a process asks the ledger to decide. */
export const ledgerCommandSchema = z.discriminatedUnion('kind', [
  moveCommandSchema,
  observeCommandSchema,
  adoptCommandSchema,
  abandonCommandSchema,
  claimCommandSchema,
  wantCommandSchema,
  releaseCommandSchema,
  requestCommandSchema,
  /** Somebody has seen that the item is closed, or gone. */
  z.strictObject({ kind: z.literal('close'), item: itemKeySchema }).readonly(),
  z.strictObject({ kind: z.literal('sent'), key: keySchema, run: z.int().positive() }).readonly(),
  z
    .strictObject({
      kind: z.literal('lose'),
      key: keySchema,
      how: lossSchema,
      maxAttempts: z.int().positive(),
    })
    .readonly(),
  z.strictObject({ kind: z.literal('break'), why: z.string() }).readonly(),
  z.strictObject({ kind: z.literal('mend') }).readonly(),
]);

export type LedgerCommand = z.infer<typeof ledgerCommandSchema>;

/** What one process asks the ledger to decide at once, of the version of the entry that it becomes. */
export const proposalSchema = z
  .strictObject({
    version: z.literal(ENTRY_VERSION),
    /** Random. What the entry is called, unless others' commands stand in it before these. */
    id: idSchema,
    /** When the ledger was read: ISO 8601, UTC. */
    at: z.iso.datetime(),
    /** Decided in this order on what was read, and appended in one entry. */
    commands: z.array(ledgerCommandSchema).readonly(),
  })
  .readonly();

export type Proposal = z.infer<typeof proposalSchema>;

/** What a board shows of some items, each with since when, and what it lists. */
export interface Seen {
  /** `undefined`: it is not on the board. In the order of the question. */
  readonly sightings: readonly (Sighting | undefined)[];
  /** Open items that the board lists in flight; empty if not asked for. */
  readonly inFlight: readonly ItemId[];
  /** How many open items it lists in backlog; 0 if not asked for. */
  readonly backlog: number;
}
