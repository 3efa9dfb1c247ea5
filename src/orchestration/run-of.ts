import type { Sent } from '../core/ledger/protocol/send-dispatches.ts';
import type { EventDecision } from './decision.ts';

/** The run that came of a dispatch; nothing where GitHub did not tell which. */
export function runOf({ run, url }: Extract<Sent, { kind: 'sent' }>): Pick<EventDecision, 'run'> {
  return run === null ? {} : { run: { id: run, ...(url !== undefined && { url }) } };
}
