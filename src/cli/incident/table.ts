import { styleText } from 'node:util';
import { expectedCounts } from './expected.ts';
import { type Interlocks, isSameCombination } from './interlocks.ts';
import {
  isAsExpected,
  isInvalid,
  isPrevented,
  type PlayedRow,
  type ReplayVerdict,
  type Row,
} from './report.ts';
import { SPACINGS } from './spacings.ts';

const SPACING_WIDTH = 54;

/** The rows as a table a person understands, grouped by the interlocks that stood. */
export function renderTable(rows: readonly Row[], colour: boolean): string {
  return rows.map((row, index) => renderRow(row, { previous: rows[index - 1], colour })).join('\n');
}

interface Place {
  /** The row above; none if this is the first. */
  readonly previous: Row | undefined;
  readonly colour: boolean;
}

/** One row, below the heading of its group if it is the first there. Ends without a line break. */
export function renderRow(row: Row, { previous, colour }: Place): string {
  const isFirst = !previous || !isSameCombination(previous.interlocks, row.interlocks);
  const heading = [paint('bold', title(row.interlocks), colour), header()];
  return [...(previous && isFirst ? [''] : []), ...(isFirst ? heading : []), line(row, colour)].join('\n');
}

/** The last line. */
export function verdictLine({ invalid, unexpected, isGood }: ReplayVerdict, isWholeTable: boolean): string {
  if (isGood) {
    const more = isWholeTable ? ' Every row is as it has to be.' : '';
    return `Without interlocks the incident happens. With all of them it does not.${more}`;
  }
  return [
    ...(invalid > 0 ? [`${rows(invalid)} invalid: it says nothing about interlocks. Run it again.`] : []),
    ...(unexpected > 0 ? [`${rows(unexpected)} not what should have happened: look above.`] : []),
  ].join('\n');
}

function rows(number: number): string {
  return number === 1 ? '1 row is' : `${number} rows are`;
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
  const start = `  ${spacing.padEnd(SPACING_WIDTH)}  `;
  if (isInvalid(row)) {
    const happened = row.invalid.map((sentence) => `\n    ${sentence}`);
    return `${start}${paint('red', 'invalid: this was not played as it is written', colour)}${happened.join('')}`;
  }
  const counts = `${pad(row.moves, 5)}  ${pad(row.implementationRuns, 4)}  ${pad(row.pullRequests, 13)}`;
  const [style, mark] = judge(row);
  const text = isAsExpected(row)
    ? paint(style, mark, colour)
    : paint('red', `${mark}, ${notThis(row)}`, colour);
  return `${start}${counts}  ${text}`;
}

function judge(row: PlayedRow): readonly ['green' | 'yellow' | 'red', string] {
  if (isPrevented(row)) return ['green', 'one of each'];
  if (row.pullRequests > 1) return ['red', 'the incident'];
  return row.pullRequests === 1 ? ['yellow', 'work done twice'] : ['red', 'nothing came of it'];
}

function notThis({ interlocks, spacing }: PlayedRow): string {
  const { moves, implementationRuns, pullRequests } = expectedCounts(interlocks, spacing);
  return `but expected ${moves}, ${implementationRuns} and ${pullRequests}`;
}

function pad(value: number, width: number): string {
  return String(value).padStart(width);
}

function paint(style: 'bold' | 'green' | 'yellow' | 'red', text: string, colour: boolean): string {
  return colour ? styleText(style, text, { validateStream: false }) : text;
}
