import { type Reason, reasons } from '../../core/reasons.ts';
import type { EventDecision } from '../../orchestration/decision.ts';

export interface HttpAnswer {
  readonly status: number;
  readonly body: string;
  /** Besides what follows from the body. */
  readonly headers?: Readonly<Record<string, string>>;
}

/**
 * The status of each way to fail. GitHub lists every answer but 2xx as a failed delivery, keeps it for three days and
 * sends it again on request, so nothing that was wanted is lost; the hundreds tell the person who redelivers it when to
 * do so: 5xx at once, since time mends it, and 4xx after somebody has mended the configuration, the workflow or the
 * rights.
 */
const STATUS: Partial<Record<Reason, number>> = {
  'payload-invalid': 400,
  'signature-invalid': 401,
  'payload-too-large': 413,
  'config-invalid': 422,
  'permission-missing': 422,
  'bad-credentials': 422,
  'workflow-missing': 422,
  'workflow-invalid': 422,
  'item-missing': 422,
  'unknown-state': 422,
  'board-missing': 422,
  'ledger-missing': 422,
  'ledger-invalid': 422,
  'ledger-newer': 422,
  'ledger-rewound': 422,
  'wrong-home': 422,
  'ledger-contended': 503,
  'rate-limited': 503,
  'github-unavailable': 503,
};

/** All that the outside gets to see: fixed sentences and a reason of the closed list, never a detail. */
export function answerTo({ outcome, reason }: EventDecision, delivery: string | undefined): HttpAnswer {
  if (outcome !== 'failed') return { status: 200, body: JSON.stringify({ outcome, reason, delivery }) };
  const error = reasons[reason].meaning;
  return { status: STATUS[reason] ?? 500, body: JSON.stringify({ error, reason, delivery }) };
}
