import * as z from 'zod';
import { extraTokensOf, type InputPart, saidOf } from '../input-limits.ts';
import type { CallExamination, CallRules, JsonObject } from '../provider.ts';
import { findForbiddenField } from './forbidden-fields.ts';

const toolSchema = z.looseObject({
  type: z.string(),
  execution: z.string().optional(),
  get tools() {
    return z.array(toolSchema).optional();
  },
});
type Tool = z.infer<typeof toolSchema>;

const partSchema = z.looseObject({
  type: z.string(),
  image_url: z.unknown().optional(),
  file_url: z.unknown().optional(),
  file_id: z.unknown().optional(),
});
const partsSchema = z.union([z.string(), z.array(partSchema)]);

/** What we look at; everything else passes as it is. https://platform.openai.com/docs/api-reference/responses/create */
const responseSchema = z.looseObject({
  model: z.string(),
  input: z
    .union([
      z.string(),
      z.array(
        z.looseObject({
          // Messages may leave it out.
          type: z.string().optional(),
          content: z.union([partsSchema, z.null()]).optional(),
          output: z.unknown().optional(),
          tools: z.array(toolSchema).optional(),
        }),
      ),
    ])
    .optional(),
  max_output_tokens: z.int().positive().nullish(),
  tools: z.array(toolSchema).nullish(),
});

type InputItem = Exclude<NonNullable<z.infer<typeof responseSchema>['input']>, string>[number];

/** Tools that the engine runs itself. All others run at OpenAI, some of them with a network of their own. */
const OWN_TOOLS: ReadonlySet<string> = new Set(['function', 'custom', 'local_shell', 'apply_patch']);

export function examineResponse(body: JsonObject, rules: CallRules): CallExamination {
  const parsed = responseSchema.safeParse(body);
  if (!parsed.success) return refused(`The body is not understood: ${saidOf(parsed.error)}`);
  const { model, input = [], max_output_tokens: asked, tools } = parsed.data;
  if (!rules.models.includes(model)) return refused(`The model ${JSON.stringify(model)} is not configured.`);
  const field = findForbiddenField(body);
  if (field !== undefined) return refused(`\`${field}\` is not allowed.`);
  const items = typeof input === 'string' ? [] : input;
  const tool = findServerTool([...(tools ?? []), ...items.flatMap((item) => item.tools ?? [])], rules);
  if (tool !== undefined) return refused(`The server-side tool ${JSON.stringify(tool)} is not listed.`);
  const parts = partsOf(items);
  if (typeof parts === 'string') return refused(parts);
  const outputTokens = asked ?? rules.outputTokens;
  return {
    kind: 'allowed',
    model,
    body: { ...body, max_output_tokens: outputTokens },
    outputTokens,
    extraTokens: extraTokensOf(parts),
  };
}

function findServerTool(tools: readonly Tool[], rules: CallRules): string | undefined {
  for (const tool of tools) {
    // A group of the engine's own tools.
    const inner = tool.type === 'namespace' ? findServerTool(tool.tools ?? [], rules) : undefined;
    if (inner !== undefined) return inner;
    const isOwn =
      OWN_TOOLS.has(tool.type) ||
      tool.type === 'namespace' ||
      (tool.type === 'tool_search' && tool.execution === 'client');
    if (!isOwn && !rules.serverTools.includes(tool.type)) return tool.type;
  }
  return undefined;
}

/** What there is besides text, or the words for why it may not be there. */
function partsOf(items: readonly InputItem[]): readonly InputPart[] | string {
  const found: InputPart[] = [];
  for (const item of items) {
    if (item.type === 'item_reference') return 'References to stored items are not allowed.';
    const output = Array.isArray(item.output) ? partsSchema.safeParse(item.output) : undefined;
    // Never passed unseen: the provider may understand what we do not.
    if (output && !output.success) return `An output is not understood: ${saidOf(output.error)}`;
    for (const part of [item.content ?? [], output?.data ?? []].flat()) {
      if (typeof part === 'string') continue;
      if (part.file_id != null || part.file_url != null || !isInline(part.image_url))
        return 'Files and images are allowed only within the call itself.';
      if (part.type === 'input_image') found.push('image');
      if (part.type === 'input_file') found.push('document');
    }
  }
  return found;
}

function isInline(url: unknown): boolean {
  return url == null || (typeof url === 'string' && /^data:/i.test(url));
}

function refused(detail: string): CallExamination {
  return { kind: 'refused', detail };
}
