import type { Request } from '../core/ledger/ledger-event.ts';
import { type Sent, sendRequests } from '../core/ledger/protocol/send-dispatches.ts';
import { type Decision, failed } from './decision.ts';
import type { ProjectLedger } from './project-ledger.ts';

/** Starts what a decision asked for. One that could not be sent stays in the ledger, and is sent by the reconciler. */
export async function startRequested(
  ledger: ProjectLedger,
  requests: readonly Request[],
): Promise<readonly Decision[]> {
  const sent = await ledger.drive(sendRequests(requests));
  return sent.map((one, index) => startDecision(one, requests[index]));
}

function startDecision(sent: Sent, request: Request | undefined): Decision {
  if (sent.kind !== 'sent') return failed(sent.reason, sent.message);
  const { agent = '', cause = '' } = request?.dispatch ?? {};
  const run = sent.run === null ? {} : { run: { id: sent.run } };
  return { outcome: 'acted', reason: 'dispatched', detail: `${agent} because of ${cause}`, ...run };
}
