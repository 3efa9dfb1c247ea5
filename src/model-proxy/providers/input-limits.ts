import type * as z from 'zod';

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

/** The first thing that does not fit, as a person reads it. */
export function saidOf(error: z.ZodError): string {
  const [issue] = error.issues;
  const path = issue?.path.join('.') ?? '';
  return path === '' ? (issue?.message ?? 'not understood') : `\`${path}\`: ${issue?.message}`;
}
