import * as z from 'zod';
import type { AnswerSoFar, JsonObject } from '../provider.ts';

const usageSchema = z.record(z.string(), z.unknown());

/** https://docs.anthropic.com/en/docs/build-with-claude/streaming */
const partSchema = z.discriminatedUnion('type', [
  z.looseObject({ type: z.literal('message_start'), message: z.looseObject({ usage: usageSchema }) }),
  z.looseObject({ type: z.literal('message_delta'), usage: usageSchema }),
  z.looseObject({ type: z.literal('message_stop') }),
  /** Without a stream. */
  z.looseObject({ type: z.literal('message'), usage: usageSchema }),
]);

/** The counts of `message_delta` are those of the whole message so far; it may leave out what has not changed. */
export function readAnthropicAnswer(soFar: AnswerSoFar, part: JsonObject): AnswerSoFar {
  const parsed = partSchema.safeParse(part);
  if (!parsed.success) return soFar;
  switch (parsed.data.type) {
    case 'message_start':
      return { ...soFar, told: { usage: parsed.data.message.usage } };
    case 'message_delta':
      return { ...soFar, told: { usage: { ...usageIn(soFar), ...withoutNulls(parsed.data.usage) } } };
    case 'message_stop':
      return { ...soFar, isWhole: true };
    case 'message':
      return { ...soFar, told: { usage: parsed.data.usage }, isWhole: true };
  }
}

function usageIn({ told }: AnswerSoFar): JsonObject {
  return usageSchema.safeParse(told?.usage).data ?? {};
}

function withoutNulls(usage: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(usage).filter(([, value]) => value !== null));
}
