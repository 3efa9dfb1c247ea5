import { engineUseFigures } from '../../core/engine-use.ts';
import type { MoveResult } from '../../core/move-result.ts';
import type { EventOutcome, Outcome, Reason, Warning } from '../../core/reasons.ts';
import type { Finding } from '../../doctor/finding.ts';
import type { RunAudit } from './run-audit.ts';

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

interface ResultOptions {
  readonly decision: TaskDecision;
  readonly warnings: readonly Warning[];
  readonly audit: Pick<RunAudit, 'use' | 'toolCalls'> | undefined;
}

/** The `result` output: one line, in a stable order. */
export function resultJson({ decision, warnings, audit }: ResultOptions): string {
  const { outcome, reason, message, previousState, details } = decision;
  const use = audit?.use();
  const tools = audit?.toolCalls ?? [];
  return JSON.stringify({
    outcome,
    reason,
    message,
    previousState,
    ...details,
    ...(use && { took: engineUseFigures(use) }),
    ...(tools.length > 0 && { tools }),
    ...(warnings.length > 0 && { warnings }),
  });
}
