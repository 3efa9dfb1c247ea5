import { covers } from '../../auth/reach.ts';
import { renderFullRepository } from '../../render/repository.ts';
import { renderUser } from '../../render/user.ts';
import type { Repository } from '../../state/repository.ts';
import type { User } from '../../state/user.ts';
import { notFound } from '../api-error.ts';
import { ok, type Route, repositoryRoute } from '../route.ts';

export const repositoryRoutes: readonly Route[] = [
  repositoryRoute('repos/get', ({ world, actor, repository }) =>
    ok({
      ...renderFullRepository(world, repository),
      // GitHub says what the caller may do; for tokens of apps and workflows it says nothing that holds.
      ...(actor.kind === 'person' && { permissions: permissionFlags(permissionOf(repository, actor.user)) }),
    }),
  ),

  repositoryRoute<{ username: string }>('repos/get-collaborator-permission-level', (request) => {
    const { world, repository, params } = request;
    const user = world.user(params.username);
    if (!user) throw notFound();
    const permission = permissionOf(repository, user);
    const role = { role_name: permission, permissions: permissionFlags(permission) };
    return ok({ permission, role_name: permission, user: { ...renderUser(world, user), ...role } });
  }),
];

function permissionOf(repository: Repository, user: User): 'none' | 'read' | 'write' | 'admin' {
  if (user === repository.owner) return 'admin';
  const granted = user.access.get(repository.fullName.toLowerCase());
  return granted ?? (repository.private ? 'none' : 'read');
}

function permissionFlags(permission: 'none' | 'read' | 'write' | 'admin'): Record<string, boolean> {
  const granted = permission === 'none' ? undefined : permission;
  const [pull, push, admin] = [covers(granted, 'read'), covers(granted, 'write'), covers(granted, 'admin')];
  return { pull, triage: push, push, maintain: admin, admin };
}
