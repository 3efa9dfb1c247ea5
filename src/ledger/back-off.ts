const FIRST_MS = 1_000;
const LONGEST_MS = 8_000;

/**
 * How long to wait after the `attempt`th conflict, from 1, in milliseconds: about a second, and twice as long each time.
 * GitHub asks for a second between writes; the jitter keeps those that met once from meeting again.
 *
 * @param random in [0, 1).
 */
export function backOff(attempt: number, random: number): number {
  return Math.round(Math.min(LONGEST_MS, FIRST_MS * 2 ** (attempt - 1)) * (0.5 + random));
}
