import { covers } from '../auth/reach.ts';
import type { BypassActor, Ruleset } from '../ruleset.ts';
import type { Actor } from '../state/actor.ts';
import type { Repository } from '../state/repository.ts';

/** GitHub's number of the role of a repository's administrators. */
export const ADMINISTRATORS = 5;

/** Whether the actor need not keep to the ruleset. A workflow's own token is nobody whom a ruleset can name. */
export function letsPast(
  { bypass = [] }: Ruleset,
  { actor, repository, isMerge }: { actor: Actor; repository: Repository; isMerge: boolean },
): boolean {
  return bypass.some(
    (one) => (one.mode !== 'pull_request' || isMerge) && isMeant(one, actor, repository.fullName),
  );
}

function isMeant({ type, id }: BypassActor, actor: Actor, fullName: string): boolean {
  if (type === 'Integration') return actor.kind === 'installation' && actor.installation.app.id === id;
  // The sandbox has no members of organizations: an administrator of a repository stands for an owner.
  return actor.kind === 'person' && covers(actor.user.access.get(fullName.toLowerCase()), 'admin');
}
