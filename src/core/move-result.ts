import type { Outcome, Reason } from './reasons.ts';

/** How a move ended, as its callers, the step's outputs and the agents' tools see it. */
export interface MoveResult {
  readonly outcome: Outcome;
  readonly reason: Reason;
  /** One sentence for a person; names both states where a move was refused. */
  readonly message: string;
  /** Canonical id. */
  readonly item: string;
  /** State that was read just before; absent where no state was read. */
  readonly previousState?: string;
  /** State name of the destination. */
  readonly destination: string;
}
