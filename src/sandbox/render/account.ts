import type { User } from '../state/user.ts';
import type { World } from '../state/world.ts';
import { renderUser } from './user.ts';

/** `public-user` */
export function renderAccount(world: World, user: User): Record<string, unknown> {
  const createdAt = '2026-01-01T00:00:00Z';
  return {
    ...renderUser(world, user),
    name: user.login,
    company: null,
    blog: '',
    location: null,
    email: null,
    hireable: null,
    bio: null,
    public_repos: [...world.repositories].filter(({ owner }) => owner === user).length,
    public_gists: 0,
    followers: 0,
    following: 0,
    created_at: createdAt,
    updated_at: createdAt,
  };
}
