import type { Signature } from '../git/signature.ts';
import type { User } from '../state/user.ts';
import type { World } from '../state/world.ts';

/** Who commits through the API, at virtual time. */
export function signatureOf(world: World, user: User): Signature {
  return {
    name: user.login,
    email: `${user.id}+${user.login}@users.noreply.github.com`,
    date: new Date(world.clock.now()),
  };
}
