import * as z from 'zod';

export type ReadJsonLine<Line> =
  | { readonly kind: 'read'; readonly line: Line }
  | { readonly kind: 'other' }
  /** It says how the work ended, in a way that is not understood. */
  | { readonly kind: 'unreadable-end' };

const typed = z.object({ type: z.string() });

/**
 * Reads what a program prints line by line as JSON. Lines that are not in the schema are of no interest, but for those that
 * tell the end.
 *
 * @param ends types of the lines that tell the end.
 */
export function jsonLineReader<Line extends z.ZodType>(
  line: Line,
  ends: readonly string[],
): (text: string) => ReadJsonLine<z.infer<Line>> {
  return (text) => {
    const json = parseJson(text);
    const read = line.safeParse(json);
    if (read.success) return { kind: 'read', line: read.data };
    const type = typed.safeParse(json).data?.type;
    return { kind: type !== undefined && ends.includes(type) ? 'unreadable-end' : 'other' };
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
