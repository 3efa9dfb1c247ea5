import type { MoveResult } from '../../core/move-result.ts';
import type { EventOutcome, Outcome, Reason, Warning } from '../../core/reasons.ts';
import type { Finding } from '../../doctor/finding.ts';
import type { ToolCall } from '../../tools/tool-call-log.ts';

/** How a task ended. It becomes the outputs, the annotation, the summary and the exit code. */
export interface TaskDecision {
  readonly outcome: Outcome | EventOutcome;
  readonly reason: Reason;
  /** Complete sentences for a person: what happened, and what to do. */
  readonly message: string;
  readonly previousState?: string;
  /** What was read, one sentence each, for the summary. */
  readonly read: readonly string[];
  /** What the `result` output tells besides. */
  readonly details: Readonly<Record<string, unknown>>;
  /** Of an agent's run: the record of its tool calls, for the summary. */
  readonly toolCalls?: readonly ToolCall[];
  /** Of the doctor: each is shown by itself. */
  readonly findings?: readonly Finding[];
}

export function taskFailed(reason: Reason, message: string, read: readonly string[] = []): TaskDecision {
  return { outcome: 'failed', reason, message, read, details: {} };
}

export function moveDecision({ outcome, reason, message, ...result }: MoveResult): TaskDecision {
  const { previousState, item, destination } = result;
  return {
    outcome,
    reason,
    message,
    ...(previousState !== undefined && { previousState }),
    read: previousState === undefined ? [] : [`${item} was in "${previousState}"`],
    details: { item, destination },
  };
}

/** The `result` output: one line, in a stable order. */
export function resultJson(
  { outcome, reason, message, previousState, details }: TaskDecision,
  warnings: readonly Warning[] = [],
): string {
  const said = warnings.length > 0 ? { warnings } : {};
  return JSON.stringify({ outcome, reason, message, previousState, ...details, ...said });
}
