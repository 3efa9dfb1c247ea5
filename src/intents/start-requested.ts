import type { LedgerCommand } from '../core/ledger/ledger-command.ts';
import type { Request } from '../core/ledger/ledger-event.ts';
import { type Sent, sendRequests } from '../core/ledger/protocol/send-dispatches.ts';
import { type Decision, failed } from './decision.ts';
import type { ProjectLedger } from './project-ledger.ts';

export interface Started {
  readonly decisions: readonly Decision[];
  /** To be told to the ledger with the next entry: which runs it was, so that it can be asked what became of them. */
  readonly tell: readonly LedgerCommand[];
}

/** Starts what a decision asked for. One that could not be sent stays in the ledger, and is sent by the reconciler. */
export async function startRequested(ledger: ProjectLedger, requests: readonly Request[]): Promise<Started> {
  const sent = await ledger.drive(sendRequests(requests));
  return {
    decisions: sent.map((one, index) => startDecision(one, requests[index])),
    tell: sent.flatMap((one): readonly LedgerCommand[] =>
      one.kind === 'sent' && one.run !== null ? [{ kind: 'sent', key: one.key, run: one.run }] : [],
    ),
  };
}

function startDecision(sent: Sent, request: Request | undefined): Decision {
  if (sent.kind !== 'sent') return failed(sent.reason, sent.message);
  const { agent = '', cause = '' } = request?.dispatch ?? {};
  const run = sent.run === null ? {} : { run: { id: sent.run } };
  return { outcome: 'acted', reason: 'dispatched', detail: `${agent} because of ${cause}`, ...run };
}
