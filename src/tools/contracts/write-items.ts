import * as z from 'zod';
import type { ToolContract } from '../tool-contract.ts';
import { itemArgument, lineArgument, stateArgument, stateResult, textArgument } from './arguments.ts';

export const moveWorkItem = {
  title: 'Move work item',
  description:
    'Moves one item to another state. The move happens only if the item is in expectedSourceState when it is decided, so that two agents never move the same item. Outcomes: "moved"; "noop", the item is at the destination already; "refused", the item is elsewhere or the move is not possible now. After noop or refused somebody else was faster: do not repeat the call, read the board again. Your reason is posted on the item before the move.',
  arguments: z.strictObject({
    item: itemArgument,
    destination: stateArgument(
      "Where the item goes: the board's own name of the state, the stage, or the provider's id.",
    ),
    expectedSourceState: stateArgument(
      "The state that you believe the item is in: the board's own name, the stage, or the provider's id.",
    ).optional(),
    why: lineArgument(
      'Why this item, in a sentence or two for people. Posted on the item before the move.',
      400,
    ),
  }),
  result: z.object({
    outcome: z.enum(['moved', 'noop', 'refused']),
    item: z.string(),
    previousState: stateResult.nullable().describe('Where the item was found; null if that was not a state.'),
    destination: stateResult,
    reason: z.string(),
    message: z.string(),
  }),
  texts: { why: 'markdown' },
  effect: 'write',
  idempotent: true,
  callsPerRun: 30,
} as const satisfies ToolContract;

export const commentOnWorkItem = {
  title: 'Comment on work item',
  description:
    'Posts a comment on an item. Write plain Markdown for people. Mentions, closing keywords, commands and hidden text are made harmless. The same text is posted once only.',
  arguments: z.strictObject({ item: itemArgument, body: textArgument('The comment, in Markdown.') }),
  result: z.object({
    item: z.string(),
    url: z.string(),
    created: z.boolean().describe('false: this comment was there already.'),
  }),
  texts: { body: 'markdown' },
  effect: 'write',
  idempotent: true,
  callsPerRun: 10,
} as const satisfies ToolContract;
