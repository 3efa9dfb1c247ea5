import type { GraphQLResolveInfo } from 'graphql';
import type { Call } from '../call.ts';
import type { Quota } from '../rest/rate-meter.ts';
import type { Actor } from '../state/actor.ts';
import type { Projects } from '../state/projects.ts';
import type { World } from '../state/world.ts';
import type { Cost } from './cost.ts';

/** What resolvers know besides their parent and arguments: one call by one actor. */
export interface Context {
  world: World;
  projects: Projects;
  actor: Actor;
  call: Call;
  cost: Cost;
  quota: Quota;
  /** How many changes of a board its search is behind, for this call. */
  searchLag: number;
}

/**
 * Each resolver declares the arguments that it takes. `never` lets it: graphql-js has checked the arguments against the
 * schema before it calls, which is what makes that sound.
 */
export type Resolver<Parent> = (
  parent: Parent,
  args: never,
  context: Context,
  info: GraphQLResolveInfo,
) => unknown;

export type Fields<Parent> = Readonly<Record<string, Resolver<Parent>>>;
