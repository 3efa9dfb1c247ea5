import { summary } from '../../core/text/doctor/summary.ts';
import { countLevels, type Finding } from '../../doctor/finding.ts';
import type { Paint } from '../command-context.ts';

const COLOURS = { error: 'red', warning: 'yellow', unknown: 'cyan', ok: 'green' } as const;

interface About {
  readonly repository: string;
  readonly defaultBranch: string;
}

/** One line for what was found, and one below it for what to do. */
export function renderFindings(about: About, findings: readonly Finding[], paint: Paint): string {
  const width = Math.max(...findings.map(({ check }) => check.length), 0);
  const lines = findings.flatMap(({ level, check, message, remedy }) => {
    const indent = ' '.repeat(9 + width + 2);
    const head = `${paint(COLOURS[level], level.padEnd(9))}${check.padEnd(width + 2)}`;
    const [first = '', ...more] = message.split('\n');
    return [
      `${head}${first}`,
      ...more.map((line) => `${indent}${line}`),
      ...(remedy === '' ? [] : [paint('dim', `${indent}${remedy}`)]),
    ];
  });
  return [
    `${about.repository}, default branch ${about.defaultBranch}`,
    '',
    ...lines,
    '',
    summary(countLevels(findings)),
    '',
  ].join('\n');
}
