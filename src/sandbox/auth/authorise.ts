import { ApiError, notFound } from '../rest/api-error.ts';
import type { Actor } from '../state/actor.ts';
import type { Repository } from '../state/repository.ts';
import type { User } from '../state/user.ts';
import { type Grant, PERMISSIONS, type Requirement } from './permissions.ts';
import { covers, reaches } from './reach.ts';

/** What a person without write access may still do in a repository that they can see. */
const OPEN_TO_READERS = new Set(['issues/create', 'issues/create-comment', 'pulls/create-review']);

/** What a person needs to read what is no part of the repository's contents. */
const ACCESS_TO_SETTINGS: Readonly<Record<string, 'write' | 'admin'>> = {
  'actions/list-repo-variables': 'write',
  'actions/get-repo-variable': 'write',
  'actions/list-repo-secrets': 'write',
  'actions/list-repo-organization-secrets': 'write',
  'actions/get-github-actions-default-workflow-permissions-repository': 'admin',
  'actions/get-github-actions-permissions-repository': 'admin',
  'actions/get-allowed-actions-repository': 'admin',
  'actions/list-repo-actions-policies': 'admin',
  'actions/get-repo-actions-policy': 'admin',
  'repos/create-repo-ruleset': 'admin',
};

/** Throws GitHub's refusal unless the actor may call the operation (on that repository). */
export function authorise(actor: Actor, operationId: string, repository: Repository | undefined): void {
  const requirement = requirementOf(operationId);
  if (requirement === 'anyone') return;
  if (actor.kind === 'anonymous' && !(repository && !repository.private && isRead(requirement))) {
    throw new ApiError(401, 'Requires authentication');
  }
  if (requirement === 'app') {
    if (actor.kind !== 'app') throw new ApiError(401, 'A JSON web token could not be decoded');
    return;
  }
  if (actor.kind === 'app') throw new ApiError(403, 'Resource not accessible by integration');
  if (requirement === 'installation') {
    if (actor.kind !== 'installation' && actor.kind !== 'workflow') {
      throw new ApiError(
        403,
        'You must authenticate with an installation access token in order to access this endpoint.',
      );
    }
    return;
  }
  if (requirement === 'token') return;
  if (!repository || !reaches(actor, repository)) throw notFound();
  if (actor.kind === 'installation' || actor.kind === 'workflow') {
    if (!requirement.some((grant) => hasPermission(actor.permissions, grant))) {
      throw new ApiError(403, 'Resource not accessible by integration', {
        headers: {
          'x-accepted-github-permissions': requirement
            .map(({ permission, access }) => `${permission}=${access}`)
            .join('; '),
        },
      });
    }
  }
  if (actor.kind === 'person') authorisePerson(actor.user, operationId, { repository, requirement });
}

function authorisePerson(
  user: User,
  operationId: string,
  { repository, requirement }: { repository: Repository; requirement: readonly Grant[] },
): void {
  const isOpen = isRead(requirement) || OPEN_TO_READERS.has(operationId);
  const needed = ACCESS_TO_SETTINGS[operationId] ?? (isOpen ? 'read' : 'write');
  const granted = user === repository.owner ? 'admin' : user.access.get(repository.fullName.toLowerCase());
  if (needed === 'read' || covers(granted, needed)) return;
  throw new ApiError(
    403,
    needed === 'admin' ? 'Must have admin rights to Repository.' : 'Must have push access to repository',
  );
}

function requirementOf(operationId: string): Requirement {
  const requirement = PERMISSIONS[operationId];
  if (requirement === undefined) throw new Error(`${operationId} has no entry in auth/permissions.ts`);
  return requirement;
}

function hasPermission(
  granted: Readonly<Record<string, 'read' | 'write' | 'admin'>>,
  { permission, access }: Grant,
): boolean {
  // Reading metadata comes with every token.
  return (permission === 'metadata' && access === 'read') || covers(granted[permission], access);
}

function isRead(requirement: Requirement): boolean {
  return typeof requirement !== 'string' && requirement.every(({ access }) => access === 'read');
}
