import { fillerOf } from '../core/agents/project-agents.ts';
import type { Config } from '../core/config/config.ts';
import type { Policy } from '../core/ledger/circumstances.ts';
import { reconcile } from '../core/ledger/protocol/reconcile.ts';
import { mergedState, type States, stateOf } from '../core/states.ts';
import type { GitHub } from '../github/wire/client.ts';
import { concludeReconciling, type Reconciling } from './conclude-reconciling.ts';
import { startAt } from './intents-of-arrival.ts';
import type { ProjectLedger } from './open-ledger.ts';
import { type StatusSource, sayHandedOver } from './say-handed-over.ts';

interface ReconcileOptions {
  readonly github: GitHub;
  readonly config: Config;
  /** Of the board. */
  readonly states: States;
  readonly said: StatusSource;
}

/** Makes good what was lost in a project, and tells items that are a person's now; see `due` for what that is. */
export async function reconcileProject(
  ledger: ProjectLedger,
  { github, config, states, said }: ReconcileOptions,
): Promise<Reconciling> {
  const policy = policyOf(config, states);
  const end = await ledger.drive(reconcile({ id: ledger.newId(), run: ledger.run, policy }));
  const unsaid = end.kind === 'reconciled' ? await sayHandedOver(end, { github, config, said }) : [];
  return concludeReconciling(end, unsaid);
}

function policyOf(config: Config, states: States): Policy {
  const merged = mergedState(states);
  const { maxInFlight, maxAttempts, maxRuns, agents } = config;
  const filler = fillerOf(agents);
  return {
    maxInFlight,
    maxAttempts,
    maxRuns,
    ...(merged && { mergedStage: merged.stage }),
    hasReview: stateOf('in-review', states) !== undefined,
    startsAt: (stage, item) => startAt(stage, item, config),
    filler: filler && { agent: filler.definition.name, cause: 'free-capacity' },
  };
}
