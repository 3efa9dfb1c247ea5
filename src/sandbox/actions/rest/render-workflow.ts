import type { Repository } from '../../state/repository.ts';
import type { World } from '../../state/world.ts';
import type { RegisteredWorkflow } from '../workflow-registry.ts';

/** `workflow`, in answers and in webhook payloads. */
export function renderWorkflow(
  world: World,
  repository: Repository,
  { id, name, path, createdAt }: RegisteredWorkflow,
): Record<string, unknown> {
  const html = `${world.url}/${repository.fullName}`;
  return {
    id,
    node_id: world.ids.nodeId('workflow', id),
    name,
    path,
    state: repository.disabledWorkflows.get(path) ?? 'active',
    created_at: createdAt,
    updated_at: createdAt,
    url: `${world.apiUrl}/repos/${repository.fullName}/actions/workflows/${id}`,
    html_url: `${html}/blob/${repository.defaultBranch}/${path}`,
    badge_url: `${html}/workflows/${encodeURIComponent(name)}/badge.svg`,
  };
}
