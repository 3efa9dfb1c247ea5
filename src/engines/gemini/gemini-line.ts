import * as z from 'zod';

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

export type ReadGeminiLine =
  | { readonly kind: 'read'; readonly line: GeminiLine }
  | { readonly kind: 'other' }
  | { readonly kind: 'unreadable-result' };

const typed = z.object({ type: z.string() });

/** One line of `--output-format stream-json`. https://geminicli.com/docs/cli/headless */
export function readGeminiLine(text: string): ReadGeminiLine {
  const json = parseJson(text);
  const read = line.safeParse(json);
  if (read.success) return { kind: 'read', line: read.data };
  return typed.safeParse(json).data?.type === 'result' ? { kind: 'unreadable-result' } : { kind: 'other' };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
