import type { Actor } from '../state/actor.ts';
import type { Repository } from '../state/repository.ts';
import type { World } from '../state/world.ts';

/** Where a change is made and by whom. Changes run inside `world.exclusive`, and tell of themselves by events. */
export interface Change {
  world: World;
  repository: Repository;
  by: Actor;
}
