import * as z from 'zod';
import type { AnswerSoFar, JsonObject } from '../provider.ts';

const usageSchema = z.record(z.string(), z.unknown());

/** How a stream of chat completions ends, where it ends as it should. */
const endSchema = z.looseObject({ type: z.literal('[DONE]') });

const chatSchema = z.looseObject({
  object: z.string().optional(),
  usage: usageSchema.nullish(),
  error: z.unknown().optional(),
});

/** A chunk or a whole completion. Some servers send the usage in each chunk, OpenAI in one after the last choice. */
export function readChatAnswer(soFar: AnswerSoFar, part: JsonObject): AnswerSoFar {
  if (endSchema.safeParse(part).success) return { ...soFar, isWhole: true };
  const parsed = chatSchema.safeParse(part);
  if (!parsed.success) return soFar;
  const { object, usage, error } = parsed.data;
  return {
    ...soFar,
    ...(usage && { told: { usage } }),
    isWhole: soFar.isWhole || object === 'chat.completion',
    hasFailed: soFar.hasFailed || error != null,
  };
}

const endedSchema = z.looseObject({ usage: usageSchema.nullish(), status: z.string().nullish() });

/** https://platform.openai.com/docs/api-reference/responses-streaming */
const responseSchema = z.union([
  z.looseObject({
    type: z.enum(['response.completed', 'response.incomplete', 'response.failed']),
    response: endedSchema,
  }),
  z.looseObject({ type: z.literal('error') }),
  /** Without a stream. */
  endedSchema.extend({ object: z.literal('response') }),
]);

export function readResponseAnswer(soFar: AnswerSoFar, part: JsonObject): AnswerSoFar {
  const parsed = responseSchema.safeParse(part);
  if (!parsed.success) return soFar;
  if ('type' in parsed.data && parsed.data.type === 'error') return { ...soFar, hasFailed: true };
  const ended =
    'response' in parsed.data ? endedSchema.parse(parsed.data.response) : endedSchema.parse(parsed.data);
  return {
    ...(ended.usage && { told: { usage: ended.usage } }),
    isWhole: true,
    hasFailed: ended.status === 'failed' || part.type === 'response.failed',
  };
}
