import type { Config } from '../core/config/config.ts';
import { formatItemId, type ItemId } from '../core/item-id.ts';
import type { LedgerCommand } from '../core/ledger/ledger-command.ts';
import type { Router } from '../core/mode.ts';
import { agentInputs, dispatchWorkflow } from '../github/actions/workflows.ts';
import type { GitHub } from '../github/wire/client.ts';
import type { EventDecision } from './event-decision.ts';
import type { ProjectLedger } from './open-ledger.ts';

export interface DispatchSurroundings {
  readonly github: GitHub;
  readonly config: Config;
  /** Of the home repository: its version of the workflow runs. */
  readonly defaultBranch: string;
  readonly router: Router;
  readonly now: () => Date;
  /** Where races are decided, and dispatches remembered; `undefined` in a project without one. */
  readonly ledger?: ProjectLedger | undefined;
  /** Told to the ledger along with a dispatch. */
  readonly tell?: readonly LedgerCommand[];
}

interface Dispatch {
  readonly agent: string;
  readonly item: ItemId | undefined;
  readonly cause: string;
  /** The `dispatch` input. */
  readonly key: string;
}

/** Sends one dispatch, whatever else is under way. Throws a `ProviderError` if it was not accepted, or may not have been. */
export async function sendDispatch(
  { agent, item, cause, key }: Dispatch,
  { github, config, defaultBranch }: DispatchSurroundings,
): Promise<EventDecision> {
  const { runId, url } = await dispatchWorkflow(github, config.home, {
    workflow: config.workflow,
    ref: defaultBranch,
    inputs: agentInputs({
      project: config.project,
      agent,
      item: item ? formatItemId(item) : null,
      cause,
      key,
    }),
  });
  const run = { ...(runId !== undefined && { id: runId }), ...(url !== undefined && { url }) };
  return { outcome: 'acted', reason: 'dispatched', detail: `${agent} because of ${cause}`, run };
}
