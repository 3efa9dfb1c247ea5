const BEGINNING = Date.parse('2026-11-23T09:00:00Z');

/** A second of the story as GitHub writes times. */
export function timeOf(second: number): string {
  return new Date(BEGINNING + second * 1000).toISOString().replace('.000', '');
}
