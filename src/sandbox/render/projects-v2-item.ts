import {
  type FieldValue,
  optionOf,
  type ProjectField,
  type ProjectItem,
  type SelectOption,
} from '../state/project.ts';
import type { World } from '../state/world.ts';
import { renderUser } from './user.ts';

/** `projects-v2-item` of webhook payloads. */
export function renderProjectsV2Item(world: World, item: ProjectItem): Record<string, unknown> {
  return {
    id: item.id,
    node_id: item.nodeId,
    project_node_id: item.project.nodeId,
    content_node_id: contentNodeId(item),
    content_type: contentType(item),
    creator: renderUser(world, item.creator),
    created_at: item.createdAt,
    updated_at: item.updatedAt,
    archived_at: item.archivedAt,
  };
}

export function contentType({ content }: ProjectItem): 'Issue' | 'PullRequest' | 'DraftIssue' {
  if (content.kind === 'draft') return 'DraftIssue';
  return content.issue.pull ? 'PullRequest' : 'Issue';
}

function contentNodeId({ content }: ProjectItem): string {
  if (content.kind === 'draft') return content.nodeId;
  return content.issue.pull?.nodeId ?? content.issue.nodeId;
}

/** `from` and `to` of `changes.field_value`: an option as an object, other values as they are. */
export function renderFieldValue(field: ProjectField, value: FieldValue | undefined): unknown {
  const option = optionOf(field, value);
  return option ? renderOption(option) : (value?.value ?? null);
}

export function renderOption({ id, name, color, description }: SelectOption): Record<string, unknown> {
  return { id, name, color, description };
}
