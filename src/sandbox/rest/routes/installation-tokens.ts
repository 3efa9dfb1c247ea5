import { covers, isInstalledOn } from '../../auth/reach.ts';
import { readToken } from '../../git/credentials.ts';
import { renderRepository } from '../../render/repository.ts';
import type { Actor } from '../../state/actor.ts';
import type { Installation, Permissions } from '../../state/app.ts';
import type { Repository } from '../../state/repository.ts';
import type { Access } from '../../state/user.ts';
import type { World } from '../../state/world.ts';
import { ApiError, notFound } from '../api-error.ts';
import { page } from '../page.ts';
import { created, noContent, type Route, route } from '../route.ts';
import { appOf, installationsOf } from './apps.ts';

interface TokenBody {
  repositories?: string[];
  repository_ids?: number[];
  permissions?: Record<string, Access>;
}

const HOUR = 3_600_000;

export const installationTokenRoutes: readonly Route[] = [
  route<{ installation_id: number }, TokenBody>('apps/create-installation-access-token', (request) => {
    const { world, params, body } = request;
    const app = appOf(request);
    const installation = installationsOf(world, app).find(({ id }) => id === params.installation_id);
    if (!installation) throw notFound();
    const permissions = narrowPermissions(installation, body.permissions);
    const repositories = narrowRepositories(world, installation, body);
    const actor: Actor = { kind: 'installation', user: app.bot, installation, permissions, repositories };
    const expiresAt = Date.now() + HOUR;
    const token = world.tokens.issue(actor, expiresAt);
    return created({
      token: token.value,
      expires_at: `${new Date(expiresAt).toISOString().slice(0, 19)}Z`,
      permissions,
      repository_selection: repositories || installation.selected ? 'selected' : 'all',
      ...(repositories
        ? { repositories: [...repositories].map((repository) => renderRepository(world, repository)) }
        : {}),
    });
  }),

  route('apps/revoke-installation-access-token', ({ world, headers }) => {
    const token = readToken(String(headers.authorization));
    if (token !== undefined) world.tokens.revoke(token);
    return noContent();
  }),

  route('apps/list-repos-accessible-to-installation', (request) => {
    const { world, actor } = request;
    const repositories = reachableBy(world, actor);
    return page(request, repositories, (slice) => ({
      total_count: repositories.length,
      repository_selection:
        actor.kind === 'installation' && !actor.installation.selected ? 'all' : 'selected',
      repositories: slice.map((repository) => renderRepository(world, repository)),
    }));
  }),
];

function reachableBy(world: World, actor: Actor): Repository[] {
  if (actor.kind === 'workflow') return [actor.repository];
  if (actor.kind !== 'installation') throw new Error('authorise lets only installations come here');
  return [...world.repositories].filter(
    (repository) =>
      isInstalledOn(actor.installation, repository) && (actor.repositories?.has(repository) ?? true),
  );
}

function narrowPermissions(installation: Installation, wanted: Permissions | undefined): Permissions {
  for (const [permission, access] of Object.entries(wanted ?? {})) {
    const isGranted = permission === 'metadata' && access === 'read';
    if (!isGranted && !covers(installation.permissions[permission], access)) {
      throw new ApiError(422, 'The permissions requested are not granted to this installation.');
    }
  }
  return { metadata: 'read', ...(wanted ?? installation.permissions) };
}

function narrowRepositories(
  world: World,
  installation: Installation,
  { repositories, repository_ids }: TokenBody,
): ReadonlySet<Repository> | undefined {
  if (!repositories && !repository_ids) return undefined;
  const wanted = [
    ...(repositories ?? []).map((name) => world.repository(`${installation.account.login}/${name}`)),
    ...(repository_ids ?? []).map((id) => world.repositoryById(id)),
  ];
  const chosen = new Set<Repository>();
  for (const repository of wanted) {
    if (!repository || !isInstalledOn(installation, repository)) {
      throw new ApiError(
        422,
        'There is at least one repository that does not exist or is not accessible to the parent installation.',
      );
    }
    chosen.add(repository);
  }
  return chosen;
}
