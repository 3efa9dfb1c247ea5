import * as z from 'zod';
import { jsonLineReader } from '../json-line-reader.ts';

const tokens = z.int().min(0).default(0);

const line = z.discriminatedUnion('type', [
  z.object({ type: z.literal('init'), session_id: z.string().min(1) }),
  z.object({ type: z.literal('message'), role: z.string(), content: z.string() }),
  z.object({ type: z.literal('tool_use'), tool_name: z.string() }),
  z.object({ type: z.literal('error'), severity: z.string(), message: z.string() }),
  z.object({
    type: z.literal('result'),
    status: z.string(),
    error: z.object({ type: z.string().default(''), message: z.string() }).optional(),
    stats: z.object({
      /** What was read from a cache is counted in. */
      input_tokens: tokens,
      cached: tokens,
      output_tokens: tokens,
    }),
  }),
]);

export type GeminiLine = z.infer<typeof line>;
export type GeminiResult = Extract<GeminiLine, { type: 'result' }>;

/** One line of `--output-format stream-json`. https://geminicli.com/docs/cli/headless */
export const readGeminiLine = jsonLineReader(line, ['result']);
