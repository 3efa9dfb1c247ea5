import type { User } from '../state/user.ts';
import type { World } from '../state/world.ts';

/** A request of a browser with somebody logged in. */
export interface WebRequest {
  readonly world: World;
  readonly user: User;
  readonly authenticityToken: string;
  readonly query: URLSearchParams;
  /** Empty unless a form was posted. */
  readonly form: URLSearchParams;
}

/**
 * Whether the person may register and install Apps for the account. The sandbox has no members of organizations: who is
 * an administrator of one of its repositories stands for an owner.
 */
export function manages({ world, user }: WebRequest, account: User): boolean {
  if (account === user) return true;
  return [...world.repositories].some(
    ({ owner, fullName }) => owner === account && user.access.get(fullName.toLowerCase()) === 'admin',
  );
}
