import * as z from 'zod';
import { jsonLineReader } from '../json-line-reader.ts';

const tokens = z.int().min(0).default(0);

const item = z.discriminatedUnion('type', [
  z.object({ type: z.literal('agent_message'), text: z.string() }),
  z.object({ type: z.literal('command_execution') }),
  z.object({ type: z.literal('file_change') }),
  z.object({ type: z.literal('mcp_tool_call'), tool: z.string() }),
]);

const line = z.discriminatedUnion('type', [
  z.object({ type: z.literal('thread.started'), thread_id: z.string().min(1) }),
  z.object({ type: z.literal('item.completed'), item: item.or(z.unknown().transform(() => undefined)) }),
  z.object({
    type: z.literal('turn.completed'),
    usage: z.object({
      /** What was read from a cache, or written to it, is counted in. */
      input_tokens: tokens,
      cached_input_tokens: tokens,
      cache_write_input_tokens: tokens,
      output_tokens: tokens,
    }),
  }),
  z.object({ type: z.literal('turn.failed'), error: z.object({ message: z.string() }) }),
]);

export type CodexLine = z.infer<typeof line>;
export type CodexLastWord = Extract<CodexLine, { type: 'turn.completed' | 'turn.failed' }>;

/** One line of `codex exec --json`. https://developers.openai.com/codex/noninteractive */
export const readCodexLine = jsonLineReader(line, ['turn.completed', 'turn.failed']);
