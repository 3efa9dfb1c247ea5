import type { Permissions } from '../state/app.ts';
import type { Repository } from '../state/repository.ts';
import type { World } from '../state/world.ts';

/** GITHUB_TOKEN of one job: acts as `github-actions[bot]`, in one repository, with the job's permissions. */
export function issueWorkflowToken(
  world: World,
  job: { repository: Repository; permissions: Permissions; runId: number },
): string {
  const user = world.ensureUser('github-actions[bot]', 'Bot');
  return world.tokens.issue({ kind: 'workflow', user, ...job }).value;
}
