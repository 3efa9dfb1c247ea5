import type { Label } from '../state/label.ts';
import type { Repository } from '../state/repository.ts';
import type { World } from '../state/world.ts';

/** `label` */
export function renderLabel(world: World, repository: Repository, label: Label): Record<string, unknown> {
  return {
    id: label.id,
    node_id: label.nodeId,
    url: `${world.apiUrl}/repos/${repository.fullName}/labels/${encodeURIComponent(label.name)}`,
    name: label.name,
    color: label.color,
    default: label.isDefault,
    description: label.description,
  };
}
