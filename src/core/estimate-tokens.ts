/** Models make about one token of four bytes of text, and of other languages and of code rather more. */
const BYTES_A_TOKEN = 4;

/** About how many tokens a text is, on the low side: one that is too long by this is too long. */
export function estimateTokens(text: string): number {
  return Math.ceil(new TextEncoder().encode(text).length / BYTES_A_TOKEN);
}
