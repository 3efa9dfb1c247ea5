import type { NewPerson } from '../sandbox.ts';
import type { World } from '../state/world.ts';

export function createPerson(
  world: World,
  { login, access = {} }: NewPerson,
): { login: string; token: string } {
  const user = world.ensureUser(login, 'User');
  for (const [fullName, level] of Object.entries(access)) {
    // A typo would otherwise look like a missing permission.
    if (!world.repository(fullName)) throw new Error(`there is no repository ${fullName}`);
    user.access.set(fullName.toLowerCase(), level);
  }
  return { login, token: world.tokens.issue({ kind: 'person', user }).value };
}
