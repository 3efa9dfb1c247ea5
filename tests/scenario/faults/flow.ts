import type { FaultSandbox, FaultWorld, PlayedCall } from './fault-sandbox.ts';

/** How a play ended, as whoever started it is told. */
export interface Ending {
  readonly outcome: string;
  readonly reason: string;
  readonly message: string;
}

/** Something that the product does from its beginning to its end, to be played with and without a fault. */
export interface Flow<World extends FaultWorld = FaultWorld> {
  readonly name: string;
  arrange(faults: FaultSandbox, patience: number): Promise<World>;
  play(world: World): Promise<Ending>;
  /** What is done after a failure: a second run, a redelivery, or the help that the failure asked a person for. */
  recover(world: World, ending: Ending): Promise<void>;
  /** What has come of it, in a form that does not depend on which run did it, nor on what is given up on purpose. */
  look(world: World, struck?: PlayedCall): Promise<unknown>;
  /** Calls that are not made again at once: the whole play is. */
  readonly notMadeUpFor?: readonly string[];
  /** Where the lack of an answer is an answer too: by its call, the reason with which the play then ends. */
  readonly unless?: Readonly<Record<string, string>>;
  /** Ends what the play started. */
  leave?(world: World): Promise<void>;
}
