import * as z from 'zod';
import { FINISH_OUTCOMES } from '../../core/agents/finish-check.ts';
import type { ToolContract } from '../tool-contract.ts';
import { lineArgument, textArgument } from './arguments.ts';

export const reportProgress = {
  title: 'Report progress',
  description:
    'Says in a sentence what you are doing now. People see it in the run, and from time to time on the item. Call it at each larger step.',
  arguments: z.strictObject({ summary: lineArgument('What you are doing, in one line.', 300) }),
  result: z.object({ noted: z.literal(true) }),
  texts: { summary: 'markdown' },
  effect: 'run',
  idempotent: true,
  callsPerRun: 100,
} as const satisfies ToolContract;

export const finish = {
  title: 'Finish',
  description:
    'Ends your work and says how. done: the work is complete; title and summary become the text of the pull request where there is one. question: you need an answer from a person; the summary is the question. not-needed: there is nothing to do; the summary says why. blocked: something outside stands in the way; the summary names it. Interlock checks the result itself. Call it once, as the last thing.',
  arguments: z.strictObject({
    outcome: z.enum(FINISH_OUTCOMES),
    title: lineArgument('Title of the pull request, where there is one.', 200).optional(),
    summary: textArgument('What changed and why, the question, or what stands in the way, in Markdown.'),
    unmetCriteria: z
      .array(z.int().min(1).max(1000))
      .max(1000)
      .default([])
      .describe(
        'Of done: the numbers of those acceptance criteria that your work does not meet, as your instructions number them. The others are ticked on the item.',
      ),
  }),
  result: z.object({ noted: z.literal(true) }),
  texts: { title: 'title', summary: 'markdown' },
  effect: 'run',
  idempotent: true,
  callsPerRun: 5,
} as const satisfies ToolContract;
