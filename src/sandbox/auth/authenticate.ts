import { readToken } from '../git/credentials.ts';
import { ApiError } from '../rest/api-error.ts';
import type { Actor } from '../state/actor.ts';
import type { World } from '../state/world.ts';
import { looksLikeJwt, verifyAppJwt } from './verify-app-jwt.ts';

export function anonymous(world: World): Actor {
  return { kind: 'anonymous', user: world.ensureUser('anonymous') };
}

/** Whose credential the `Authorization` header holds. */
export function authenticate(world: World, authorization: string | undefined): Actor {
  if (authorization === undefined || authorization === '') return anonymous(world);
  const credential = readToken(authorization);
  if (credential === undefined) throw badCredentials();
  if (looksLikeJwt(credential)) {
    const app = verifyAppJwt(credential, world.apps);
    return { kind: 'app', user: app.bot, app };
  }
  const token = world.tokens.find(credential);
  if (!token) throw badCredentials();
  return token.actor;
}

/** The owner of a token that git has already been let in with. */
export function authenticateGit(world: World, token: string | undefined): Actor {
  return (token === undefined ? undefined : world.tokens.find(token)?.actor) ?? anonymous(world);
}

function badCredentials(): ApiError {
  return new ApiError(401, 'Bad credentials');
}
