import * as z from 'zod';
import { extraTokensOf, type InputPart, saidOf } from '../input-limits.ts';
import type { CallExamination, CallRules, JsonObject } from '../provider.ts';

interface AskedContents {
  readonly rules: CallRules;
  readonly model: string;
  readonly isCounting: boolean;
}

/** Google reads each name in two spellings, `fileData` and `file_data`; all that we look at is brought to the first. */
const camelCased = <Schema extends z.ZodType>(schema: Schema) =>
  z.preprocess((value) => (isObject(value) ? camelKeys(value) : value), schema);

const mediaSchema = camelCased(z.looseObject({ mimeType: z.string().optional() }));
const fieldsOfPart = { fileData: z.unknown().optional(), inlineData: mediaSchema.optional() };
const partSchema = camelCased(
  z.looseObject({
    ...fieldsOfPart,
    functionResponse: z
      .looseObject({ parts: z.array(camelCased(z.looseObject(fieldsOfPart))).optional() })
      .optional(),
  }),
);
const contentSchema = z.looseObject({ parts: z.array(partSchema).optional() });
const configSchema = camelCased(
  z.looseObject({
    maxOutputTokens: z.int().positive().optional(),
    candidateCount: z.int().positive().optional(),
  }),
);

/** What we look at; everything else passes as it is. https://ai.google.dev/api/generate-content */
const contentsSchema = camelCased(
  z.looseObject({
    contents: z.union([z.array(contentSchema), contentSchema.transform((one) => [one])]).optional(),
    systemInstruction: contentSchema.optional(),
    generationConfig: configSchema.optional(),
    tools: z.array(z.record(z.string(), z.unknown())).optional(),
    cachedContent: z.unknown().optional(),
    generateContentRequest: z.unknown().optional(),
    serviceTier: z.unknown().optional(),
    model: z.unknown().optional(),
  }),
);

/** Tools that the engine runs itself. All others run at Google, some of them with a network of their own. */
const OWN_TOOLS: ReadonlySet<string> = new Set(['functionDeclarations', 'computerUse']);

export function examineContents(body: JsonObject, asked: AskedContents): CallExamination {
  const { rules, model, isCounting } = asked;
  if (!rules.models.includes(model)) return refused(`The model ${JSON.stringify(model)} is not configured.`);
  const twice = findTwice(body);
  if (twice !== undefined) return refused(`\`${twice}\` stands there in two spellings.`);
  const parsed = contentsSchema.safeParse(body);
  if (!parsed.success) return refused(`The body is not understood: ${saidOf(parsed.error)}`);
  const { contents = [], systemInstruction, generationConfig = {}, tools = [] } = parsed.data;
  const field = FORBIDDEN_FIELDS.find((one) => parsed.data[one] != null);
  const named = parsed.data.model ?? model;
  if (named !== model && named !== `models/${model}`)
    return refused('`model` is another than that of the path.');
  if (field !== undefined) return refused(`\`${field}\` is not allowed.`);
  const tool = tools
    .flatMap((one) => Object.keys(camelKeys(one)))
    .find((name) => !OWN_TOOLS.has(name) && !rules.serverTools.includes(name));
  if (tool !== undefined) return refused(`The server-side tool ${JSON.stringify(tool)} is not listed.`);
  const outer = [...contents, systemInstruction ?? {}].flatMap((content) => content.parts ?? []);
  const parts = outer.flatMap((part) => [part, ...(part.functionResponse?.parts ?? [])]);
  if (parts.some(({ fileData }) => fileData != null))
    return refused('Files are allowed only within the call itself.');
  const { maxOutputTokens = rules.outputTokens, candidateCount = 1 } = generationConfig;
  const extraTokens = extraTokensOf(parts.map(({ inlineData }) => kindOf(inlineData?.mimeType)));
  return {
    kind: 'allowed',
    model,
    body: isCounting ? body : withConfig(body, { ...generationConfig, maxOutputTokens }),
    outputTokens: maxOutputTokens * candidateCount,
    extraTokens,
  };
}

/** Input that Google has stored, whose size nobody sees; a call within the call; another price. */
const FORBIDDEN_FIELDS = ['cachedContent', 'generateContentRequest', 'serviceTier'] as const;

function withConfig(body: JsonObject, generationConfig: JsonObject): JsonObject {
  const { generation_config: _, ...rest } = body;
  return { ...rest, generationConfig };
}

function kindOf(mimeType: string | undefined): InputPart {
  if (mimeType === undefined || mimeType.startsWith('text/')) return 'text';
  return mimeType.startsWith('image/') ? 'image' : 'document';
}

/** The first name, at any depth that we look at, that is given in both spellings: which one counts is Google's secret. */
function findTwice(value: unknown): string | undefined {
  if (Array.isArray(value)) return value.map(findTwice).find((one) => one !== undefined);
  if (!isObject(value)) return undefined;
  const names = Object.keys(value).map(camelCase);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) return twice;
  // What is said to functions and by them has names of its own.
  const looked = Object.entries(value).filter(([name]) => !OF_THE_ENGINE.has(camelCase(name)));
  return looked.map(([, inner]) => findTwice(inner)).find((one) => one !== undefined);
}

const OF_THE_ENGINE: ReadonlySet<string> = new Set([
  'functionCall',
  'functionDeclarations',
  'functionResponse',
  'responseJsonSchema',
  'responseSchema',
]);

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function camelKeys(value: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [camelCase(name), inner]));
}

function camelCase(name: string): string {
  return name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

function refused(detail: string): CallExamination {
  return { kind: 'refused', detail };
}
