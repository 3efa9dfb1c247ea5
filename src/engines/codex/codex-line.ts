import * as z from 'zod';

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

export type ReadCodexLine =
  | { readonly kind: 'read'; readonly line: CodexLine }
  | { readonly kind: 'other' }
  /** It says how the turn ended, in a way that is not understood. */
  | { readonly kind: 'unreadable-end' };

const typed = z.object({ type: z.string() });

/** One line of `codex exec --json`. https://developers.openai.com/codex/noninteractive */
export function readCodexLine(text: string): ReadCodexLine {
  const json = parseJson(text);
  const read = line.safeParse(json);
  if (read.success) return { kind: 'read', line: read.data };
  const type = typed.safeParse(json).data?.type ?? '';
  return { kind: type === 'turn.completed' || type === 'turn.failed' ? 'unreadable-end' : 'other' };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
