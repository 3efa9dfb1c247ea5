import type { EventOutcome, Outcome, Reason } from '../reasons.ts';
import type { Warning } from '../warning.ts';

interface SummarisedDecision {
  /** What was run: `move`, `route`, or the name of an agent. */
  readonly subject: string;
  readonly outcome: Outcome | EventOutcome;
  readonly reason: Reason;
  /** Complete: what happened, and what to do. */
  readonly message: string;
  /** What was read, one sentence each. */
  readonly read: readonly string[];
  /** Requests that were sent to GitHub's API. */
  readonly calls: number;
  /** What should be mended, whatever was decided. */
  readonly warnings: readonly Warning[];
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
}: SummarisedDecision): string {
  return [
    `### Interlock · ${subject}: ${outcome} (\`${reason}\`)`,
    '',
    message,
    '',
    ...warnings.flatMap((warning) => [`Warning (\`${warning.reason}\`): ${warning.message}`, '']),
    ...(read.length === 0 ? [] : ['What was read:', '', ...read.map((one) => `- ${one}`), '']),
    `Calls of GitHub's API: ${calls}`,
    '',
  ].join('\n');
}
