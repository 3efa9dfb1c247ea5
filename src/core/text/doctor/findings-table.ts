import type { Advice } from './advice.ts';

interface Row extends Advice {
  readonly check: string;
  readonly level: string;
}

/** Markdown, for a step's summary. */
export function findingsTable(findings: readonly Row[]): string {
  return [
    '| | check | what was found | what to do |',
    '| --- | --- | --- | --- |',
    ...findings.map(
      ({ check, level, message, remedy }) => `| ${level} | ${check} | ${cell(message)} | ${cell(remedy)} |`,
    ),
  ].join('\n');
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replace(/\r?\n/g, '<br>');
}
