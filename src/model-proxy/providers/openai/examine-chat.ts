import * as z from 'zod';
import { extraTokensOf, type InputPart, saidOf } from '../input-limits.ts';
import type { CallExamination, CallRules, JsonObject } from '../provider.ts';
import { findForbiddenField } from './forbidden-fields.ts';

const partSchema = z.looseObject({
  type: z.string(),
  image_url: z.looseObject({ url: z.string() }).optional(),
  file: z.looseObject({ file_id: z.unknown().optional() }).optional(),
});

/** What we look at; everything else passes as it is. https://platform.openai.com/docs/api-reference/chat/create */
const chatSchema = z.looseObject({
  model: z.string(),
  messages: z.array(
    z.looseObject({ content: z.union([z.string(), z.array(partSchema), z.null()]).optional() }),
  ),
  max_tokens: z.int().positive().nullish(),
  max_completion_tokens: z.int().positive().nullish(),
  n: z.int().positive().nullish(),
  stream: z.boolean().nullish(),
  stream_options: z.looseObject({}).nullish(),
  tools: z.array(z.looseObject({ type: z.string() })).nullish(),
});

type Part = z.infer<typeof partSchema>;

/** Tools that the engine runs itself. */
const OWN_TOOLS: ReadonlySet<string> = new Set(['function', 'custom']);

export function examineChat(body: JsonObject, rules: CallRules): CallExamination {
  const parsed = chatSchema.safeParse(body);
  if (!parsed.success) return refused(`The body is not understood: ${saidOf(parsed.error)}`);
  const { model, messages, tools, n, max_tokens, max_completion_tokens } = parsed.data;
  if (!rules.models.includes(model)) return refused(`The model ${JSON.stringify(model)} is not configured.`);
  const field = findForbiddenField(body);
  if (field !== undefined) return refused(`\`${field}\` is not allowed.`);
  const tool = (tools ?? []).find(({ type }) => !OWN_TOOLS.has(type) && !rules.serverTools.includes(type));
  if (tool) return refused(`The server-side tool ${JSON.stringify(tool.type)} is not listed.`);
  const parts = messages.flatMap(({ content }) => (Array.isArray(content) ? content : []));
  if (!parts.every(isInline)) return refused('Files and images are allowed only within the call itself.');
  const limit = Math.max(max_tokens ?? 0, max_completion_tokens ?? 0) || rules.outputTokens;
  return {
    kind: 'allowed',
    model,
    body: { ...body, ...limitOf(parsed.data, rules), ...usageAskedBy(parsed.data) },
    outputTokens: limit * (n ?? 1),
    extraTokens: extraTokensOf(parts.map(kindOf)),
  };
}

function limitOf(
  { max_tokens, max_completion_tokens }: z.infer<typeof chatSchema>,
  rules: CallRules,
): JsonObject {
  return max_tokens == null && max_completion_tokens == null
    ? { max_completion_tokens: rules.outputTokens }
    : {};
}

/** A stream tells its usage only if it is asked to. */
function usageAskedBy({ stream, stream_options: options }: z.infer<typeof chatSchema>): JsonObject {
  return stream ? { stream_options: { ...options, include_usage: true } } : {};
}

function isInline({ image_url: image, file }: Part): boolean {
  return (image === undefined || /^data:/i.test(image.url)) && file?.file_id == null;
}

function kindOf({ type }: Part): InputPart {
  if (type === 'image_url') return 'image';
  return type === 'file' ? 'document' : 'text';
}

function refused(detail: string): CallExamination {
  return { kind: 'refused', detail };
}
