import { styleText } from 'node:util';
import type { Interlocks } from './interlocks.ts';
import { isPrevented, type Row } from './report.ts';
import { SPACINGS } from './spacings.ts';

const SPACING_WIDTH = 54;

/** The rows as a table a person understands, grouped by the interlocks that stood. */
export function renderTable(rows: readonly Row[], colour: boolean): string {
  return [...groupByTitle(rows)]
    .map(([heading, group]) =>
      [paint('bold', heading, colour), header(), ...group.map((row) => line(row, colour))].join('\n'),
    )
    .join('\n\n');
}

function groupByTitle(rows: readonly Row[]): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const key = title(row.interlocks);
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return groups;
}

function title({ concurrency, expectedState, ledger, onePullRequest }: Interlocks): string {
  const standing = [
    ...(concurrency ? ['1 concurrency group'] : []),
    ...(expectedState ? ['2 expected source state'] : []),
    ...(ledger ? ['3 ledger'] : []),
    ...(onePullRequest ? ['4 one pull request'] : []),
  ];
  return `Interlocks: ${standing.length === 0 ? 'none' : standing.join(', ')}`;
}

function header(): string {
  return `  ${'spacing'.padEnd(SPACING_WIDTH)}  moves  runs  pull requests`;
}

function line(row: Row, colour: boolean): string {
  const spacing = SPACINGS.find(({ name }) => name === row.spacing)?.meaning ?? row.spacing;
  const counts = `${pad(row.moves, 5)}  ${pad(row.implementationRuns, 4)}  ${pad(row.pullRequests, 13)}`;
  const [style, mark] = judge(row);
  return `  ${spacing.padEnd(SPACING_WIDTH)}  ${counts}  ${paint(style, mark, colour)}`;
}

function judge(row: Row): readonly ['green' | 'yellow' | 'red', string] {
  if (isPrevented(row)) return ['green', 'one of each'];
  if (row.pullRequests > 1) return ['red', 'the incident'];
  return row.pullRequests === 1 ? ['yellow', 'work done twice'] : ['red', 'nothing came of it'];
}

function pad(value: number, width: number): string {
  return String(value).padStart(width);
}

function paint(style: 'bold' | 'green' | 'yellow' | 'red', text: string, colour: boolean): string {
  return colour ? styleText(style, text, { validateStream: false }) : text;
}
