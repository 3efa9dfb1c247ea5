import type { Config } from '../core/config/config.ts';
import type { Policy } from '../core/ledger/due.ts';
import { type ReconcileEnd, reconcile } from '../core/ledger/protocol/reconcile.ts';
import { mergedState, type States } from '../core/states.ts';
import type { ProjectLedger } from './project-ledger.ts';
import { startAt } from './start-at.ts';

/** Makes good what was lost in a project; see `due` for what that is. */
export function reconcileProject(
  ledger: ProjectLedger,
  config: Config,
  states: States,
): Promise<ReconcileEnd> {
  const policy = policyOf(config, states);
  return ledger.drive(reconcile({ id: ledger.newId(), run: ledger.run, policy }));
}

function policyOf(config: Config, states: States): Policy {
  const merged = mergedState(states);
  const { maxInFlight, maxAttempts, maxRuns, agents } = config;
  return {
    maxInFlight,
    maxAttempts,
    maxRuns,
    ...(merged && { mergedStage: merged.stage }),
    startsAt: (stage, item) => startAt(stage, item, config),
    filler: agents.backlogManager ? { agent: 'backlog-manager', cause: 'free-capacity' } : undefined,
  };
}
