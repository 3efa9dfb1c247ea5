import type { GitAccess, GitDecision } from '../git/smart-http.ts';
import type { World } from '../state/world.ts';
import { covers, mayWriteWorkflows, reaches } from './reach.ts';

/** Who may clone and push: `contents`, as for the API. */
export function authoriseGit(world: World, { owner, name, access, token }: GitAccess): GitDecision {
  const repository = world.repository(`${owner}/${name}`);
  const actor = token === undefined ? undefined : world.tokens.find(token)?.actor;
  if (token !== undefined && !actor) return { allow: false, because: 'bad-credentials' };
  if (!actor && (access === 'write' || !repository || repository.private)) {
    return { allow: false, because: 'anonymous' };
  }
  if (!repository || (actor && !reaches(actor, repository))) return { allow: false, because: 'not-found' };
  const granted =
    actor?.kind === 'installation' || actor?.kind === 'workflow'
      ? actor.permissions.contents
      : (actor?.user.access.get(repository.fullName.toLowerCase()) ??
        (repository.private ? undefined : 'read'));
  if (!covers(granted, access)) return { allow: false, because: 'forbidden' };
  const hasRules = repository.rulesets.length > 0 || (actor !== undefined && !mayWriteWorkflows(actor));
  const isGuarded = access === 'write' && hasRules;
  return { allow: true, gitDir: repository.git.gitDir, isGuarded };
}
