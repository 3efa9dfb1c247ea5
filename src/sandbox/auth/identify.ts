import type { Call } from '../call.ts';
import { ApiError } from '../rest/api-error.ts';
import type { Actor } from '../state/actor.ts';
import type { World } from '../state/world.ts';
import { anonymous, authenticate } from './authenticate.ts';

export interface Identity {
  actor: Actor;
  /** The same, as calls are recorded. */
  by: Call['by'];
  /** Refused credentials: thrown only when the call has passed barriers and faults, as any other answer. */
  authFailure: ApiError | undefined;
}

/** Who calls, whether or not the credentials will do. */
export function identify(world: World, authorization: string | undefined): Identity {
  try {
    const actor = authenticate(world, authorization);
    return { actor, by: describe(actor), authFailure: undefined };
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    const actor = anonymous(world);
    return { actor, by: describe(actor), authFailure: error };
  }
}

function describe(actor: Actor): Call['by'] {
  const { kind, user } = actor;
  return { kind, login: user.login, ...(actor.kind === 'workflow' ? { runId: actor.runId } : {}) };
}
