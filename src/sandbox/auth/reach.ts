import type { Actor } from '../state/actor.ts';
import type { Installation } from '../state/app.ts';
import type { Repository } from '../state/repository.ts';
import type { Access } from '../state/user.ts';

export function isInstalledOn(installation: Installation, repository: Repository): boolean {
  if (installation.account !== repository.owner) return false;
  return installation.selected?.has(repository) ?? true;
}

/** Whether the actor can know that the repository exists. What it cannot reach is 404, never 403. */
export function reaches(actor: Actor, repository: Repository): boolean {
  switch (actor.kind) {
    case 'app':
      return true;
    case 'installation':
      return isInstalledOn(actor.installation, repository) && (actor.repositories?.has(repository) ?? true);
    case 'workflow':
      return actor.repository === repository;
    case 'person':
      return !repository.private || actor.user.access.has(repository.fullName.toLowerCase());
    case 'anonymous':
      return !repository.private;
  }
}

/** People's tokens have the scope `workflow` here; a workflow's own token can never have it. */
export function mayWriteWorkflows(actor: Actor): boolean {
  const isBot = actor.kind === 'installation' || actor.kind === 'workflow';
  return !isBot || covers(actor.permissions['workflows'], 'write');
}

/** Whether labels that come with a new issue are taken. Of the roles of people the sandbox has no `triage`. */
export function canTriage(actor: Actor, repository: Repository): boolean {
  if (actor.kind !== 'person') return true;
  return (
    actor.user === repository.owner ||
    covers(actor.user.access.get(repository.fullName.toLowerCase()), 'write')
  );
}

const RANK: Readonly<Record<Access, number>> = { read: 1, write: 2, admin: 3 };

export function covers(granted: Access | undefined, needed: Access): boolean {
  return granted !== undefined && RANK[granted] >= RANK[needed];
}
