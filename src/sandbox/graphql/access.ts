import { covers, reaches } from '../auth/reach.ts';
import type { Project } from '../state/project.ts';
import type { Repository } from '../state/repository.ts';
import type { Access } from '../state/user.ts';
import type { Context } from './context.ts';
import { fieldNotFound, notAccessible, notPermitted } from './field-error.ts';

/** Permissions that suffice, each by itself. */
export const OF_ISSUES = ['issues'];
export const OF_PULLS = ['pull_requests'];
/** Labels and comments of pull requests need either. */
export const OF_ISSUES_OR_PULLS = ['issues', 'pull_requests'];
export const OF_CONTENTS = ['contents'];

export function canRead({ actor }: Context, repository: Repository, permissions: readonly string[]): boolean {
  if (!reaches(actor, repository)) return false;
  if (actor.kind !== 'installation' && actor.kind !== 'workflow') return true;
  return permissions.some((permission) => covers(actor.permissions[permission], 'read'));
}

/** Throws unless the actor, who can see the repository, may read that part of it. */
export function needRead(context: Context, repository: Repository, permissions: readonly string[]): void {
  if (!canRead(context, repository, permissions)) throw notAccessible();
}

export function needWrite(
  { actor, call }: Context,
  repository: Repository,
  {
    permissions,
    mutation,
    need = 'write',
  }: { permissions: readonly string[]; mutation: string; need?: Access },
): void {
  if (actor.kind === 'installation' || actor.kind === 'workflow') {
    if (!permissions.some((permission) => covers(actor.permissions[permission], 'write')))
      throw notAccessible();
    return;
  }
  // Whoever can see a public repository may open issues and comment there.
  if (need === 'read' && reaches(actor, repository)) return;
  if (!covers(actor.user.access.get(repository.fullName.toLowerCase()), need)) {
    throw notPermitted(call.by.login, mutation);
  }
}

export type ProjectAccess = 'none' | 'forbidden' | 'read' | 'write';

/**
 * Boards are no repository's: an app needs the organization's `organization_projects`, a workflow's own token reaches
 * none, and a board of a person's account is that person's (and their collaborators') alone.
 */
export function projectAccess({ actor, world }: Context, project: Project): ProjectAccess {
  switch (actor.kind) {
    case 'workflow':
      return 'forbidden';
    case 'installation': {
      if (actor.installation.account !== project.owner) return project.public ? 'read' : 'none';
      if (project.owner.type !== 'Organization') return 'forbidden';
      const granted = actor.permissions['organization_projects'];
      return covers(granted, 'write') ? 'write' : covers(granted, 'read') ? 'read' : 'forbidden';
    }
    case 'person': {
      if (actor.user === project.owner) return 'write';
      const owned = [...world.repositories].filter(({ owner }) => owner === project.owner);
      const levels = owned.map(({ fullName }) => actor.user.access.get(fullName.toLowerCase()));
      // The sandbox has no members and teams: who works in a repository of an owner works on the owner's boards.
      if (levels.some((level) => covers(level, 'write'))) return 'write';
      return project.public || levels.some((level) => level !== undefined) ? 'read' : 'none';
    }
    default:
      return project.public ? 'read' : 'none';
  }
}

export function canReadProject(context: Context, project: Project): boolean {
  const access = projectAccess(context, project);
  return access === 'read' || access === 'write';
}

export function needProject(
  context: Context,
  project: Project,
  unknown = fieldNotFound('a ProjectV2'),
): void {
  const access = projectAccess(context, project);
  if (access === 'none') throw unknown;
  if (access === 'forbidden') throw notAccessible();
}

export function needProjectWrite(context: Context, project: Project, mutation: string): void {
  needProject(context, project);
  if (projectAccess(context, project) === 'write') return;
  throw context.actor.kind === 'person' ? notPermitted(context.call.by.login, mutation) : notAccessible();
}
