import type { Config } from '../core/config/config.ts';
import type { Policy } from '../core/ledger/due.ts';
import { type ReconcileEnd, reconcile } from '../core/ledger/protocol/reconcile.ts';
import type { ProjectLedger } from './project-ledger.ts';
import { startAt } from './start-at.ts';

/** Makes good what was lost in a project; see `due` for what that is. */
export function reconcileProject(ledger: ProjectLedger, config: Config): Promise<ReconcileEnd> {
  return ledger.drive(reconcile({ id: ledger.newId(), run: ledger.run, policy: policyOf(config) }));
}

function policyOf(config: Config): Policy {
  const { maxInFlight, maxAttempts, maxRuns, agents } = config;
  return {
    maxInFlight,
    maxAttempts,
    maxRuns,
    startsAt: (stage, item) => startAt(stage, item, config),
    filler: agents.backlogManager ? { agent: 'backlog-manager', cause: 'free-capacity' } : undefined,
  };
}
