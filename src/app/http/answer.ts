import { httpStatusOf, reasons } from '../../core/reasons.ts';
import type { EventDecision } from '../../orchestration/decision.ts';

export interface HttpAnswer {
  readonly status: number;
  readonly body: string;
  /** Besides what follows from the body. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** All that the outside gets to see: fixed sentences and a reason of the closed list, never a detail. */
export function answerTo({ outcome, reason }: EventDecision, delivery: string | undefined): HttpAnswer {
  if (outcome !== 'failed') return { status: 200, body: JSON.stringify({ outcome, reason, delivery }) };
  const error = reasons[reason].meaning;
  return { status: httpStatusOf(reason), body: JSON.stringify({ error, reason, delivery }) };
}
