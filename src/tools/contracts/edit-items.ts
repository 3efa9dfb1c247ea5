import * as z from 'zod';
import type { ToolContract } from '../tool-contract.ts';
import { itemArgument, lineArgument, textArgument } from './arguments.ts';

export const createWorkItem = {
  title: 'Create work item',
  description:
    'Creates an issue in a repository of the project and puts it into backlog. A second call with the same title, also in another attempt at the same work, finds the first item and changes nothing. You may change an item that you created.',
  arguments: z.strictObject({
    repository: z
      .string()
      .max(150)
      .optional()
      .describe(
        'owner/repository, one of the project. Left out: the repository of the item you work on, or of the project.',
      ),
    title: lineArgument('What will be true when the item is done.', 200),
    body: textArgument('Context, and acceptance criteria that can be checked, in Markdown.'),
  }),
  result: z.object({
    item: z.string(),
    url: z.string(),
    created: z.boolean().describe('false: the item was there already.'),
  }),
  texts: { title: 'title', body: 'markdown' },
  effect: 'write',
  idempotent: true,
  callsPerRun: 20,
} as const satisfies ToolContract;

export const updateWorkItem = {
  title: 'Update work item',
  description:
    'Replaces the title or the text of an item. Read it with get_work_item first: what you leave out of the new text is gone, and so are its hidden parts. If somebody changed the item after you read it, nothing is written. Mentions, closing keywords, commands and hidden text are made harmless.',
  arguments: z
    .strictObject({
      item: itemArgument,
      revision: z.string().max(100).describe('The revision that get_work_item told with the text.'),
      title: lineArgument('The new title. Left out: it stays.', 200).optional(),
      body: textArgument('The whole new text, in Markdown. Left out: it stays.').optional(),
    })
    .refine(({ title, body }) => title !== undefined || body !== undefined, {
      error: 'expected a title, a body or both',
    }),
  result: z.object({
    item: z.string(),
    url: z.string(),
    revision: z.string().describe('Of the item as it is now, for the next update.'),
    changed: z.boolean().describe('false: the item had this text already.'),
  }),
  texts: { title: 'title', body: 'markdown' },
  effect: 'write',
  idempotent: true,
  callsPerRun: 20,
} as const satisfies ToolContract;

export const tickChecklistEntry = {
  title: 'Tick checklist entry',
  description:
    'Ticks one box in the text of an item. Tick only what you have seen to be true. Nothing else of the text is changed.',
  arguments: z.strictObject({
    item: itemArgument,
    entry: lineArgument('Text of the entry, exactly as get_work_item tells it below checklist.', 1000),
  }),
  result: z.object({
    item: z.string(),
    changed: z.boolean().describe('false: it was ticked already.'),
  }),
  texts: {},
  effect: 'write',
  idempotent: true,
  callsPerRun: 50,
} as const satisfies ToolContract;

export const addChecklistEntries = {
  title: 'Add checklist entries',
  description:
    'Adds boxes at the end of the text of an item. Entries that are in it already are left out. Nothing else of the text is changed.',
  arguments: z.strictObject({
    item: itemArgument,
    entries: z
      .array(lineArgument('What can be checked, in one line of Markdown.', 300))
      .min(1)
      .max(20)
      .describe('The new entries, in order.'),
  }),
  result: z.object({
    item: z.string(),
    added: z.number().describe('How many of them are new.'),
  }),
  texts: { entries: 'markdown' },
  effect: 'write',
  idempotent: true,
  callsPerRun: 10,
} as const satisfies ToolContract;
