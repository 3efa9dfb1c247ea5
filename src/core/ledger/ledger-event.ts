import * as z from 'zod';
import { budgetReachedSchema } from './budget.ts';
import { itemKeySchema, subjectSchema } from './claim-subject.ts';
import { runCostSchema } from './cost.ts';
import { claimSchema, decidedMoveSchema, dispatchSchema } from './ledger-state.ts';
import { runReferenceSchema } from './run-reference.ts';
import { versionSchema } from './version.ts';

/** Of commands and of the events that they become: what can be asked and what can be decided change together. */
export const ENTRY_VERSION = 2;

const keySchema = z.string().min(1);

/** A dispatch that an event asks for, whole, so that the event alone tells what follows from it. */
const requestSchema = z.strictObject({ key: keySchema, dispatch: dispatchSchema });

/** How a dispatch came to nothing. */
export const lossSchema = z.enum(['evicted', 'cancelled', 'never-started', 'refused']);

export type Loss = z.infer<typeof lossSchema>;

/** What was decided, as it stands in the ledger's log. A reader of another version refuses what it does not know. */
export const ledgerEventSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('created'), project: z.string(), home: z.string() }),
  z.strictObject({
    type: z.literal('move-decided'),
    item: itemKeySchema,
    move: decidedMoveSchema,
    requests: z.array(requestSchema),
  }),
  z.strictObject({
    type: z.literal('item-seen'),
    item: itemKeySchema,
    version: versionSchema,
    /** `settled`: a decided move is on the board. `person`: somebody moved it without the ledger. */
    by: z.enum(['settled', 'person']),
    requests: z.array(requestSchema),
  }),
  z.strictObject({
    type: z.literal('move-adopted'),
    item: itemKeySchema,
    move: decidedMoveSchema,
    /** The move that is taken over. */
    from: z.string(),
  }),
  z.strictObject({
    type: z.literal('move-abandoned'),
    item: itemKeySchema,
    move: z.string(),
    why: z.string(),
  }),
  z.strictObject({
    type: z.literal('claimed'),
    claim: claimSchema,
    subjects: z.array(subjectSchema).min(1),
    /** The dispatch that the claim accepts. */
    accepts: requestSchema,
    /** Claims of dead runs that end here, and cost as much as they had reserved. */
    takenFrom: z.array(z.string()),
  }),
  z.strictObject({
    type: z.literal('budget-reached'),
    /** `null`: the project. */
    item: itemKeySchema.nullable(),
    /** The dispatch that comes to nothing; `null`: a person started the run. */
    key: keySchema.nullable(),
    reached: budgetReachedSchema,
    /** The item is a person's from now on. */
    handedOver: z.boolean(),
  }),
  /** Its runs are no longer added up. */
  z.strictObject({ type: z.literal('item-closed'), item: itemKeySchema }),
  z.strictObject({ type: z.literal('wanted'), subjects: z.array(subjectSchema).min(1) }),
  z.strictObject({
    type: z.literal('released'),
    claim: z.string(),
    run: runReferenceSchema,
    /** Its holder did not release it: the next holder of the item has to fence it off. */
    forDead: z.boolean(),
    /** What went wrong; it counts as an attempt at the item. */
    failed: z.strictObject({ item: itemKeySchema, cause: z.string(), handedOver: z.boolean() }).nullable(),
    /** What takes the place of what was reserved; `null`: no engine was started. */
    cost: runCostSchema.nullable(),
    requests: z.array(requestSchema),
  }),
  z.strictObject({ type: z.literal('dispatch-requested'), requests: z.array(requestSchema).min(1) }),
  z.strictObject({ type: z.literal('dispatch-sent'), key: keySchema, run: z.int().positive() }),
  z.strictObject({
    type: z.literal('dispatch-lost'),
    key: keySchema,
    how: lossSchema,
    failed: z.strictObject({ item: itemKeySchema, cause: z.string(), handedOver: z.boolean() }).nullable(),
  }),
  z.strictObject({ type: z.literal('breaker-opened'), why: z.string(), since: z.iso.datetime() }),
  z.strictObject({ type: z.literal('breaker-closed') }),
]);

export type LedgerEvent = z.infer<typeof ledgerEventSchema>;

export type Request = z.infer<typeof requestSchema>;

/** One append: what one process had decided by then. */
export const entrySchema = z.strictObject({
  version: z.literal(ENTRY_VERSION),
  /** Random. A process that lost the answer to an append looks for it. */
  id: z.string().min(1),
  seq: z.int().positive(),
  at: z.iso.datetime(),
  events: z.array(ledgerEventSchema).min(1),
});

export type Entry = z.infer<typeof entrySchema>;
