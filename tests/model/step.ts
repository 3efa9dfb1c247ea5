import type { Happened } from './world/outcome.ts';
import type { World } from './world/world.ts';

/** One step that the world can take from where it is. */
export interface Step {
  /** Names it among the steps from one world; the same step from another world has the same name. */
  readonly name: string;
  /** What a reader of a trace is told. */
  readonly says: () => string;
  readonly world: World;
  readonly happened?: Happened;
}
