import * as z from 'zod';
import type { AnswerSoFar, JsonObject } from '../provider.ts';

const answerSchema = z.looseObject({
  usageMetadata: z.record(z.string(), z.unknown()).optional(),
  candidates: z.array(z.looseObject({ finishReason: z.string().optional() })).optional(),
  /** A prompt that was blocked has no candidates. */
  promptFeedback: z.looseObject({ blockReason: z.string().optional() }).optional(),
  error: z.unknown().optional(),
});

/** A part of a stream has the form of a whole answer; its counts are those of all parts so far. */
export function readGeminiAnswer(soFar: AnswerSoFar, part: JsonObject): AnswerSoFar {
  const parsed = answerSchema.safeParse(part);
  if (!parsed.success) return soFar;
  const { usageMetadata, candidates = [], promptFeedback, error } = parsed.data;
  const isLast = candidates.some(({ finishReason }) => finishReason) || promptFeedback?.blockReason;
  return {
    ...(usageMetadata ? { told: { usageMetadata } } : soFar.told && { told: soFar.told }),
    isWhole: soFar.isWhole || Boolean(isLast),
    hasFailed: soFar.hasFailed || error != null,
  };
}
