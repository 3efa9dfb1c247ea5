import type { ItemKey } from '../core/ledger/claim-subject.ts';
import type { ReconcileEnd } from '../core/ledger/protocol/reconcile.ts';
import type { EventOutcome, Reason } from '../core/reasons.ts';
import { eventLine } from '../core/text/ledger-message.ts';
import * as text from '../core/text/reconcile.ts';

/** How a look at a project ended. */
export interface Reconciling {
  readonly outcome: EventOutcome;
  readonly reason: Reason;
  readonly message: string;
  /** What was repaired, a line each. */
  readonly findings: readonly string[];
  /** What became of the moves that had to be written. */
  readonly written: readonly { readonly item: ItemKey; readonly end: string }[];
  /** Ids of the runs that were started, as far as GitHub told. */
  readonly runs: readonly number[];
  /** What items could not be told. */
  readonly unsaid: readonly string[];
}

export function concludeReconciling(end: ReconcileEnd, unsaid: readonly string[]): Reconciling {
  if (end.kind === 'failed') {
    const { reason, message } = end;
    return { outcome: 'failed', reason, message, findings: [], written: [], runs: [], unsaid };
  }
  const { findings, written, sent } = end;
  const lines = findings.flatMap(({ verdict }) =>
    verdict.kind === 'accepted' ? [eventLine(verdict.event)] : [],
  );
  const done = {
    findings: lines,
    written: written.map(({ item, end: { kind } }) => ({ item, end: kind })),
    runs: sent.flatMap((one) => (one.kind === 'sent' && one.run !== null ? [one.run] : [])),
    unsaid,
  };
  const broken =
    written.flatMap(({ end: one }) => (one.kind === 'failed' ? [one] : []))[0] ??
    sent.flatMap((one) => (one.kind === 'sent' ? [] : [one]))[0];
  if (broken) return { outcome: 'failed', reason: broken.reason, message: broken.message, ...done };
  return lines.length + sent.length === 0
    ? { outcome: 'skipped', reason: 'nothing-due', message: text.nothingDue(), ...done }
    : {
        outcome: 'acted',
        reason: 'reconciled',
        message: text.reconciled(lines.length, sent.length),
        ...done,
      };
}
