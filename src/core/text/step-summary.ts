import type { EventOutcome, Outcome, Reason } from '../reasons.ts';
import type { Warning } from '../warning.ts';
import { findingsTable } from './doctor/findings-table.ts';
import { reasonLink } from './reason-link.ts';

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
  /** Of the doctor. */
  readonly findings?: Parameters<typeof findingsTable>[0];
  /** Address of the page of reasons, if it is known. */
  readonly reasonsPage: string | undefined;
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
  reasonsPage,
}: SummarisedDecision): string {
  return [
    `### Interlock · ${subject}: ${outcome} (${reasonLink(reason, reasonsPage)})`,
    '',
    message,
    '',
    ...warnings.flatMap((warning) => [
      `Warning (${reasonLink(warning.reason, reasonsPage)}): ${warning.message}`,
      '',
    ]),
    ...(findings.length === 0 ? [] : [findingsTable(findings), '']),
    ...(read.length === 0 ? [] : ['What was read:', '', ...read.map((one) => `- ${one}`), '']),
    ...(calls === undefined ? [] : [`Calls of GitHub's API: ${calls}`, '']),
  ].join('\n');
}
