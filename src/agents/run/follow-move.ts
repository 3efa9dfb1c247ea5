import type { Config } from '../../core/config/config.ts';
import { type ItemId, isSameRepository, type RepositoryName } from '../../core/item-id.ts';
import type { Stage } from '../../core/stages.ts';
import { dispatchAgent } from '../../orchestration/dispatch-agent.ts';
import type { EventDecision } from '../../orchestration/event-decision.ts';
import { intentsOfArrival } from '../../orchestration/intents-of-arrival.ts';
import type { ProjectLedger } from '../../orchestration/open-ledger.ts';
import type { Scope } from './access.ts';
import type { Project } from './open-project.ts';
import { readDefaultBranch } from './open-run-ledger.ts';

interface Followed {
  readonly item: ItemId;
  readonly stage: Stage;
  /** Where the move was decided: the item's own agent is asked for there already. */
  readonly ledger?: ProjectLedger;
}

/**
 * Starts what the item's arrival in the stage starts, if this run made a move that no router hears of. Exactly one of
 * the two starts it: where a router does hear of the move, nothing is done here.
 */
export async function followMove(
  project: Project,
  { item, stage, ledger }: Followed,
): Promise<readonly EventDecision[]> {
  const { config, github, now } = project;
  const intents = intentsOfArrival(item, stage, config).filter((intent) => !(ledger && intent.item));
  if (intents.length === 0 || (await isHeard(project, item))) return [];
  const defaultBranch = await readDefaultBranch(github, config.home);
  const decisions: EventDecision[] = [];
  for (const intent of intents) {
    decisions.push(
      await dispatchAgent(intent, { github, config, defaultBranch, router: 'workflow', now, ledger }),
    );
  }
  return decisions;
}

/** Whether the project's router hears of this run's moves of the item. The app hears of every one. */
export async function isHeard({ config, startsWorkflows }: Project, item: ItemId): Promise<boolean> {
  return config.router === 'app' || (!isOutOfSight(config, item) && (await startsWorkflows()));
}

/** What a run needs besides, to follow its moves with the token of an App. A workflow's own has what its job says. */
export function followPermissions(config: Config): Scope['permissions'] {
  const isFollowed = config.repositories.some((one) => isOutOfSight(config, one));
  return config.router === 'workflow' && isFollowed ? { actions: 'write' } : {};
}

/** A card of a GitHub project starts no workflow. A label starts only those of its own repository. */
function isOutOfSight({ board, home }: Config, repository: RepositoryName): boolean {
  return board.type === 'github-projects' || !isSameRepository(repository, home);
}
