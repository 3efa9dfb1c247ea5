import { readdirSync, readFileSync } from 'node:fs';

/** Which of these words stand in the arguments of any process of the machine: they are public. */
export function seenInArguments(words: readonly string[]): readonly string[] {
  const lines = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((pid) => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
      } catch {
        // It has ended.
        return '';
      }
    });
  return words.filter((word) => lines.some((line) => line.includes(word)));
}
