import * as z from 'zod';
import { jsonLineReader } from '../json-line-reader.ts';

const tokens = z.int().min(0).default(0);

const usage = z.object({
  input_tokens: tokens,
  output_tokens: tokens,
  cache_read_input_tokens: tokens,
  cache_creation_input_tokens: tokens,
});

const part = z.discriminatedUnion('type', [
  z.object({ type: z.literal('text'), text: z.string() }),
  z.object({ type: z.literal('tool_use'), name: z.string() }),
]);

const line = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('system'),
    subtype: z.literal('init'),
    session_id: z.string().min(1),
    mcp_servers: z.array(z.object({ name: z.string(), status: z.string() })).default([]),
  }),
  z.object({
    type: z.literal('assistant'),
    message: z.object({ content: z.array(part.or(z.unknown().transform(() => undefined))) }),
    /** Set on what the program says in the model's place. */
    is_api_error_message: z.boolean().default(false),
  }),
  z.object({
    type: z.literal('result'),
    subtype: z.string(),
    is_error: z.boolean(),
    session_id: z.string().min(1),
    /** Of the last call of a model, if that is what went wrong. */
    api_error_status: z.int().nullish(),
    /** What went wrong without an answer of the provider. */
    api_error: z.string().nullish(),
    stop_reason: z.string().nullish(),
    terminal_reason: z.string().nullish(),
    result: z.string().nullish(),
    errors: z.array(z.string()).nullish(),
    usage,
  }),
]);

export type ClaudeLine = z.infer<typeof line>;
export type ClaudeResult = Extract<ClaudeLine, { type: 'result' }>;

/** One line of `--output-format stream-json`. https://code.claude.com/docs/en/headless */
export const readClaudeLine = jsonLineReader(line, ['result']);
