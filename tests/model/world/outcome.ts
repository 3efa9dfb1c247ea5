import type { ItemKey } from '../../../src/core/ledger/claim-subject.ts';
import type { Entry } from '../../../src/core/ledger/ledger-event.ts';
import type { Stage } from '../../../src/core/stages.ts';
import type { ModelAnswer } from '../actors/model-effect.ts';
import type { Fault, Process, World } from './world.ts';

/** One of the ways in which an effect may come out. */
export interface Outcome {
  /** Tells it from the effect's other outcomes. */
  readonly name: string;
  readonly fault?: Fault;
  readonly world: World;
  readonly answer: ModelAnswer;
  readonly happened?: Happened;
}

/** What became of the world outside of the process that asked: what the invariants judge. */
export type Happened =
  /** An entry stands in the ledger. */
  | { readonly kind: 'appended'; readonly by: Process; readonly entry: Entry }
  /** The board shows what a process wrote; `over` is the change that it replaced. */
  | {
      readonly kind: 'written';
      readonly by: Process;
      readonly item: ItemKey;
      readonly to: Stage;
      readonly over: number;
    }
  | { readonly kind: 'pushed'; readonly by: Process; readonly item: ItemKey };
