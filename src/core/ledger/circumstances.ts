import type { Stage } from '../stages.ts';
import type { ItemKey } from './claim-subject.ts';
import type { AgentStart, Sighting } from './ledger-command.ts';
import type { LedgerState } from './ledger-state.ts';
import type { Life } from './protocol/effect.ts';
import type { RunReference } from './run-reference.ts';

/** What the reconciler read, in this order: ledger, board, runs. */
export interface Circumstances {
  /** Prefix of the ids of what is decided. Random. */
  readonly id: string;
  readonly state: LedgerState;
  /** Items of the ledger, and those that the board lists in flight. */
  readonly items: ReadonlyMap<ItemKey, Sighting>;
  readonly backlog: number;
  /** Items that were asked for, and are closed or gone. */
  readonly closed: ReadonlySet<ItemKey>;
  /** The run's life, as far as it was asked for; the app's own `null` ended with its webhook. */
  readonly lifeOf: (run: RunReference) => Life;
  /** By GitHub's clock. */
  readonly readAt: string;
  /** The reconciler's own run; `null`: the app. */
  readonly run: RunReference | null;
  readonly policy: Policy;
}

export interface Policy {
  readonly maxInFlight: number;
  /** Failures of one kind after which an item is handed to a person. */
  readonly maxAttempts: number;
  /** Runs on items at the same time; what is in todo beyond that waits for its turn. Left out: no bound. */
  readonly maxRuns?: number;
  /** Where merged items go; left out: to merged, which a board may lack. */
  readonly mergedStage?: Stage;
  /** The board has a stage for reviews. */
  readonly hasReview: boolean;
  /** What an item's arrival in a stage starts. */
  readonly startsAt: (stage: Stage, item: ItemKey) => AgentStart | undefined;
  /** What fills free capacity; `undefined`: that agent is off. */
  readonly filler: AgentStart | undefined;
}
