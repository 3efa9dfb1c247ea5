import * as core from '@actions/core';
import type { RunAudit } from '../agents/run/run-audit.ts';
import { resultJson, type TaskDecision } from '../agents/run/task-decision.ts';
import type { Warning } from '../core/reasons.ts';
import { engineUseSentence } from '../core/text/engine-use.ts';
import { stepSummary } from '../core/text/step-summary.ts';
import type { Finding } from '../doctor/finding.ts';

export interface TaskReport {
  /** What was run: `move`, `route`, or the name of an agent. */
  readonly subject: string;
  readonly decision: TaskDecision;
  /** Left out if nothing could be carried out. */
  readonly audit: RunAudit | undefined;
  readonly failOnRefusal: boolean;
  /** Requests that were sent to GitHub's API. */
  readonly calls: number;
  /** What should be corrected, besides the decision. */
  readonly warnings: readonly Warning[];
  readonly reasonsPage: string | undefined;
  readonly hasSummary: boolean;
}

/** Reports the decision: to later steps by outputs, to people by annotation and summary, to the job by exit code. */
export async function report({
  subject,
  decision,
  audit,
  failOnRefusal,
  calls,
  warnings,
  reasonsPage,
  hasSummary,
}: TaskReport): Promise<void> {
  const { outcome, reason, message, previousState } = decision;
  core.setOutput('outcome', outcome);
  core.setOutput('reason', reason);
  core.setOutput('previous-state', previousState ?? '');
  core.setOutput('result', resultJson({ decision, warnings, audit }));
  audit?.runEnds(decision);
  const use = audit?.use();
  const took = use && engineUseSentence(use);
  if (took !== undefined) core.info(took);
  if (hasSummary) {
    const toolCalls = audit?.toolCalls ?? [];
    const summary = stepSummary({ subject, ...decision, took, toolCalls, warnings, calls, reasonsPage });
    await core.summary.addRaw(summary).write();
  }
  for (const finding of decision.findings ?? []) annotate(finding);
  for (const warning of warnings) core.warning(`${warning.reason}: ${warning.message}`);
  const line = `${reason}: ${message}`;
  if (outcome === 'failed' || (outcome === 'refused' && failOnRefusal)) core.setFailed(line);
  else if (outcome === 'refused') core.notice(line);
  else core.info(`${outcome}, ${line.replace(/\s*\n\s*/g, ' ')}`);
}

function annotate({ check, level, message, remedy }: Finding): void {
  const text = `${message} ${remedy}`.trimEnd();
  const title = `doctor: ${check}`;
  if (level === 'error') core.error(text, { title });
  if (level === 'warning') core.warning(text, { title });
  if (level === 'unknown') core.notice(text, { title });
}
