import type { Sent } from '../core/ledger/protocol/send-dispatches.ts';
import type { MoveResult } from '../core/move-result.ts';
import type { EventOutcome, Reason, Warning } from '../core/reasons.ts';

/** How one event ended. */
export interface EventDecision {
  readonly outcome: EventOutcome;
  readonly reason: Reason;
  /** For the log only: it may quote GitHub, payloads and errors. */
  readonly detail: string;
  /** What the event is about: an item, a pull request or a run. */
  readonly subject?: string;
  readonly moves?: readonly MoveResult[];
  /** What should be corrected, although the event could be decided. */
  readonly warnings?: readonly Warning[];
  /** The first run that was dispatched; GitHub Enterprise Servers do not tell which. */
  readonly run?: { readonly id?: number; readonly url?: string };
}

export function skipped(reason: Reason, detail: string): EventDecision {
  return { outcome: 'skipped', reason, detail };
}

export function eventFailed(reason: Reason, detail: string): EventDecision {
  return { outcome: 'failed', reason, detail };
}

/** What was thrown is a defect: everything that GitHub or a person can cause has a reason of its own. */
export function internalError(error: unknown): EventDecision {
  return eventFailed(
    'internal-error',
    error instanceof Error ? (error.stack ?? error.message) : String(error),
  );
}

/** The run that came of a dispatch; nothing where GitHub did not tell which. */
export function runOf({ run, url }: Extract<Sent, { kind: 'sent' }>): Pick<EventDecision, 'run'> {
  return run === null ? {} : { run: { id: run, ...(url !== undefined && { url }) } };
}
