const CODES = { red: 31, green: 32, yellow: 33, cyan: 36, dim: 2 } as const;

export type Paint = (colour: keyof typeof CODES, text: string) => string;

/** Colours text for a terminal, or leaves it as it is. */
export function createPaint(colour: boolean): Paint {
  return (name, text) => (colour ? `\x1b[${CODES[name]}m${text}\x1b[0m` : text);
}
