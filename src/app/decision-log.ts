import type { Probot } from 'probot';
import type { EventDecision } from '../orchestration/event-decision.ts';

export type Log = Probot['log'];

/** What is known of a webhook from its headers and the outside of its payload. */
export interface DeliveryFacts {
  /** X-GitHub-Delivery; a redelivery keeps it. */
  readonly id?: string;
  readonly event?: string;
  readonly action?: string;
  readonly repository?: string;
}

/** The one line that every webhook ends in, and every look at a project. `warn` where somebody should look. */
export function logDecision(
  log: Pick<Log, 'info' | 'warn'>,
  { id, event, action, repository }: DeliveryFacts,
  { outcome, reason, detail, subject, run, moves, warnings }: EventDecision,
  apiCalls: number,
): void {
  log[outcome === 'failed' || warnings ? 'warn' : 'info'](
    {
      delivery: id,
      event,
      action,
      repository,
      subject,
      outcome,
      reason,
      detail,
      run,
      moves,
      warnings,
      apiCalls,
    },
    'decision',
  );
}
