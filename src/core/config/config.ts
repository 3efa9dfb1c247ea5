import type { ProjectAgents } from '../agents/project-agents.ts';
import type { IsolationMode, MetadataAccess, Network } from '../isolation.ts';
import { isSameRepository, type RepositoryName } from '../item-id.ts';
import type { RunBudget } from '../ledger/budget.ts';
import type { LedgerMode, Mode, Router } from '../mode.ts';
import type { WantedState } from '../resolve-states.ts';
import type { States } from '../states.ts';

/** A project's configuration, with every default filled in. */
export interface Config {
  /** Key of the project: a lower-case slug. */
  readonly project: string;
  readonly home: RepositoryName;
  readonly mode: Mode;
  readonly board: BoardConfig;
  readonly repositories: readonly RepositoryName[];
  /** Bound on items in todo, in-progress and in-review together. */
  readonly maxInFlight: number;
  /** Bound on items that are implemented at the same time. */
  readonly maxRuns: number;
  /** Runs of one kind that may fail on an item before it is left to a person. */
  readonly maxAttempts: number;
  /** What the runs of an item, and those of a day, may cost together. */
  readonly caps: RunBudget['caps'];
  /** File name below `.github/workflows`. */
  readonly workflow: string;
  readonly ledger: LedgerMode;
  readonly router: Router;
  readonly isolation: IsolationMode;
  readonly network: Network;
  /** Whether engines may reach the addresses at which a cloud gives a machine its credentials. */
  readonly cloudMetadata: MetadataAccess;
  readonly agents: ProjectAgents;
}

/** All repositories of a project. Its home need not have items of its own; then it comes first. */
export function withHome({
  home,
  repositories,
}: Pick<Config, 'home' | 'repositories'>): readonly RepositoryName[] {
  return repositories.some((one) => isSameRepository(one, home)) ? repositories : [home, ...repositories];
}

export type BoardConfig = LabelsBoardConfig | ProjectsBoardConfig;

export interface LabelsBoardConfig {
  readonly type: 'github-labels';
  readonly states: States;
}

export interface ProjectsBoardConfig {
  readonly type: 'github-projects';
  /** Organization or user whose project it is. */
  readonly owner: string;
  readonly number: number;
  /** Name or id of the single select field that holds the state. */
  readonly field: string;
  /** What its options are is known only to the board. */
  readonly states: readonly WantedState[];
}
