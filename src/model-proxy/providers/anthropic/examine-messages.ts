import * as z from 'zod';
import { extraTokensOf, type InputPart, saidOf } from '../input-limits.ts';
import type { CallExamination, CallRules, JsonObject } from '../provider.ts';

const blockSchema = z.looseObject({
  type: z.string(),
  /** A text in results of a search. */
  source: z.union([z.string(), z.looseObject({ type: z.string() })]).optional(),
  content: z.unknown().optional(),
});
const contentSchema = z.union([z.string(), z.array(blockSchema)]);

/** What we look at; everything else passes as it is. https://docs.anthropic.com/en/api/messages */
const messagesSchema = z.looseObject({
  model: z.string(),
  max_tokens: z.int().positive().optional(),
  messages: z.array(z.looseObject({ content: contentSchema })),
  system: contentSchema.optional(),
  context_management: z
    .looseObject({ edits: z.array(z.looseObject({ type: z.string() })).optional() })
    .nullish(),
  tools: z.array(z.looseObject({ type: z.string().optional(), name: z.string().optional() })).optional(),
});

type Block = z.infer<typeof blockSchema>;

/** Tools that the engine runs itself. All others run at the provider, some of them with a network of their own. */
const OWN_TOOLS = /^(custom|(bash|text_editor|computer|memory)_\d{8})$/;

/** Edits that only leave out. One that summarizes is a call of its own, which the usage of the answer does not hold. */
const FREE_EDITS = /^clear_(tool_uses|thinking)_\d{8}$/;

/** Fields that have the provider fetch something, keep something running, or bill by another price. */
const FORBIDDEN_FIELDS = ['mcp_servers', 'container', 'speed', 'inference_geo', 'fallbacks'] as const;

export function examineMessages(
  body: JsonObject,
  { models, serverTools }: CallRules,
  isCounting: boolean,
): CallExamination {
  const parsed = messagesSchema.safeParse(body);
  if (!parsed.success) return refused(`The body is not understood: ${saidOf(parsed.error)}`);
  const {
    model,
    max_tokens: outputTokens,
    messages,
    system,
    tools = [],
    context_management: context,
  } = parsed.data;
  if (!models.includes(model)) return refused(`The model ${JSON.stringify(model)} is not configured.`);
  if (outputTokens === undefined && !isCounting) return refused('`max_tokens` is missing.');
  const field = FORBIDDEN_FIELDS.find((one) => isSet(body[one]));
  if (field !== undefined) return refused(`\`${field}\` is not allowed.`);
  if (!['auto', 'standard_only'].includes(String(body.service_tier ?? 'auto')))
    return refused('`service_tier` is not allowed.');
  const edit = context?.edits?.find(({ type }) => !FREE_EDITS.test(type));
  if (edit) return refused(`\`context_management\` with ${JSON.stringify(edit.type)} is not allowed.`);
  const tool = tools.find(({ type = 'custom' }) => !OWN_TOOLS.test(type) && !serverTools.includes(type));
  if (tool) return refused(`The server-side tool ${JSON.stringify(tool.type)} is not listed.`);
  const parts = partsOf([system ?? '', ...messages.map(({ content }) => content)]);
  if (typeof parts === 'string') return refused(parts);
  return { kind: 'allowed', model, body, outputTokens: outputTokens ?? 0, extraTokens: extraTokensOf(parts) };
}

/** What there is besides text, or the words for why it may not be there. */
function partsOf(contents: readonly z.infer<typeof contentSchema>[]): readonly InputPart[] | string {
  const parts: InputPart[] = [];
  const waiting: Block[] = contents.flatMap((content) => (typeof content === 'string' ? [] : content));
  for (let block = waiting.pop(); block; block = waiting.pop()) {
    const source = typeof block.source === 'object' ? block.source : undefined;
    if (block.type === 'container_upload') return 'Uploaded files are not allowed.';
    if (source && !INLINE_SOURCES.has(source.type))
      return `A source of the type ${JSON.stringify(source.type)} is not allowed: only what is in the call itself.`;
    if (block.type === 'image') parts.push('image');
    if (block.type === 'document') parts.push(source?.type === 'text' ? 'text' : 'document');
    for (const inner of [block.content, source?.content]) {
      if (!Array.isArray(inner)) continue;
      const blocks = z.array(blockSchema).safeParse(inner);
      // Never passed unseen: the provider may understand what we do not.
      if (!blocks.success) return `The content of a block is not understood: ${saidOf(blocks.error)}`;
      waiting.push(...blocks.data);
    }
  }
  return parts;
}

const INLINE_SOURCES: ReadonlySet<string> = new Set(['base64', 'text', 'content']);

function isSet(value: unknown): boolean {
  return value !== undefined && value !== null && !(Array.isArray(value) && value.length === 0);
}

function refused(detail: string): CallExamination {
  return { kind: 'refused', detail };
}
