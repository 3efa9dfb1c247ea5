import * as z from 'zod';
import { entrySchema } from '../../core/ledger/ledger-event.ts';
import type { Call } from '../../sandbox/index.ts';

const OPERATION = 'graphql:mutation AppendToLedger';

/** The compare-and-swap of interlock 3. */
export function isAppend({ operationId }: Call): boolean {
  return operationId === OPERATION;
}

/** The one that decides a move: the board is written only after it. */
export function isAppendOfMove(call: Call): boolean {
  if (!isAppend(call)) return false;
  const { message } = appendSchema.parse(call.body).variables.input;
  return message.body.events.some(({ type }) => type === 'move-decided');
}

const appendSchema = z.object({
  variables: z.object({
    input: z.object({
      message: z.object({ body: z.string().transform((text) => entrySchema.parse(JSON.parse(text))) }),
    }),
  }),
});
