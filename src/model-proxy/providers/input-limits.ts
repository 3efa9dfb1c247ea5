import * as z from 'zod';
import type { JsonObject } from './provider.ts';

/** More than any provider counts for one image. */
const IMAGE_TOKENS = 6_000;
/** A page of a PDF takes few bytes and thousands of tokens, so that only the context window bounds a document. */
const DOCUMENT_TOKENS = 1_000_000;

export type InputPart = 'text' | 'image' | 'document';

/**
 * What parts of an input can take in tokens beyond their own bytes. Text takes at most a token a byte, since every token of
 * today's tokenizers stands for at least one.
 */
export function extraTokensOf(parts: readonly InputPart[]): number {
  return parts.reduce((sum, part) => sum + EXTRA[part], 0);
}

const EXTRA: Readonly<Record<InputPart, number>> = {
  text: 0,
  image: IMAGE_TOKENS,
  document: DOCUMENT_TOKENS,
};

/** What a provider puts around a prompt by itself: words about tools, marks of roles. */
const WRAPPING_TOKENS = 2_000;

/** The most tokens that a body can be read as. */
export function inputTokensOf(bytes: number, extraTokens: number): number {
  return bytes + extraTokens + WRAPPING_TOKENS;
}

/** A provider's own count is near the truth and no promise: Anthropic calls it an estimate. */
const COUNT_MARGIN = 0.05;

/** The most tokens that an input can take which the provider has counted. */
export function countedInputTokensOf(count: number): number {
  return Math.ceil(count * (1 + COUNT_MARGIN)) + WRAPPING_TOKENS;
}

/** The fields of a body that a counter takes: most of them refuse a call with others. */
export function pickFields(body: JsonObject, names: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(body).filter(([name]) => names.includes(name)));
}

/** A field of an answer that holds a count. */
export function countAt(name: string): (answer: JsonObject) => number | undefined {
  return (answer) => z.int().nonnegative().safeParse(answer[name]).data;
}

/** The first thing that does not fit, as a person reads it. */
export function saidOf(error: z.ZodError): string {
  const [issue] = error.issues;
  const path = issue?.path.join('.') ?? '';
  return path === '' ? (issue?.message ?? 'not understood') : `\`${path}\`: ${issue?.message}`;
}
