import type { EventOutcome, Outcome, Reason, Warning } from '../reasons.ts';
import { findingsTable } from './doctor/findings-table.ts';
import { inCode, reasonLink } from './plain-text.ts';

interface SummarisedDecision {
  /** What was run: `move`, `route`, or the name of an agent. */
  readonly subject: string;
  readonly outcome: Outcome | EventOutcome;
  readonly reason: Reason;
  /** Complete: what happened, and what to do. */
  readonly message: string;
  /** What was read, one sentence each. */
  readonly read: readonly string[];
  /** Requests that were sent to GitHub's API; `undefined`: nobody counted to the end. */
  readonly calls: number | undefined;
  /** What should be corrected, besides the decision. */
  readonly warnings: readonly Warning[];
  /** What an agent's engine took, in a sentence; left out if none was started. */
  readonly took?: string | undefined;
  /** Calls of an agent's tools, in order. */
  readonly toolCalls?: readonly SummarisedCall[];
  /** Of the doctor. */
  readonly findings?: Parameters<typeof findingsTable>[0];
  /** Address of the page of reasons, if it is known. */
  readonly reasonsPage: string | undefined;
}

interface SummarisedCall {
  readonly tool: string;
  readonly arguments: string;
  readonly outcome: string;
  readonly reason?: Reason;
}

/** The step's summary, Markdown. */
export function stepSummary({
  subject,
  outcome,
  reason,
  message,
  read,
  calls,
  warnings,
  findings = [],
  took,
  toolCalls = [],
  reasonsPage,
}: SummarisedDecision): string {
  return [
    `### Interlock · ${subject}: ${outcome} (${reasonLink(reason, reasonsPage)})`,
    '',
    message,
    '',
    ...(took === undefined ? [] : [took, '']),
    ...warnings.flatMap((warning) => [
      `Warning (${reasonLink(warning.reason, reasonsPage)}): ${warning.message}`,
      '',
    ]),
    ...(findings.length === 0 ? [] : [findingsTable(findings), '']),
    ...(read.length === 0 ? [] : ['What was read:', '', ...read.map((one) => `- ${one}`), '']),
    ...(toolCalls.length === 0 ? [] : [...toolTable(toolCalls), '']),
    ...(calls === undefined ? [] : [`Calls of GitHub's API: ${calls}`, '']),
  ].join('\n');
}

/** More make a summary that GitHub does not show; the `result` output has them all. */
const MOST_CALLS = 200;

/** What an agent wrote is code in here, so that nothing of it is acted on. */
function toolTable(calls: readonly SummarisedCall[]): readonly string[] {
  const rows = calls.slice(0, MOST_CALLS).map(({ tool, arguments: args, outcome, reason }) => {
    const end = reason === undefined ? outcome : `${outcome} (${reason})`;
    return `| ${inCode(tool)} | ${inCode(args).replaceAll('|', '\\|')} | ${end} |`;
  });
  const more = calls.length > MOST_CALLS ? ['', `And ${calls.length - MOST_CALLS} more.`] : [];
  return ['| tool | arguments | outcome |', '|---|---|---|', ...rows, ...more];
}
