import { covers } from '../auth/reach.ts';
import { announce } from '../events/announce.ts';
import { contentType, renderFieldValue, renderProjectsV2Item } from '../render/projects-v2-item.ts';
import { renderOrganization } from '../render/user.ts';
import type { Actor } from '../state/actor.ts';
import type { FieldValue, ItemContent, Project, ProjectField, ProjectItem } from '../state/project.ts';
import type { Repository } from '../state/repository.ts';
import type { World } from '../state/world.ts';
import { openIssue } from './issue.ts';

/** Who changes a board; `by` is absent for fixtures, which tell nobody. */
export interface BoardChange {
  world: World;
  by?: Actor;
}

const EVENT = 'projects_v2_item';

export function addItem(change: BoardChange, project: Project, content: ItemContent): ProjectItem {
  const { world, by } = change;
  const id = world.ids.next('projectItem');
  const now = world.clock.tick();
  const item: ProjectItem = {
    id,
    nodeId: world.ids.nodeId('projectItem', id),
    project,
    content,
    creator: by?.user ?? project.creator,
    createdAt: now,
    updatedAt: now,
    archivedAt: null,
    rank: 0,
    values: new Map(),
  };
  if (by) project.items.remember(item);
  project.items.add(item);
  tell(change, item, 'created');
  return item;
}

/** GitHub shows a content once: adding it again gives the item that is there. */
export function ensureItem(change: BoardChange, project: Project, content: ItemContent): ProjectItem {
  const [known] = content.kind === 'issue' ? project.items.ofIssue(content.issue) : [];
  return known ?? addItem(change, project, content);
}

export function setFieldValue(
  change: BoardChange,
  { item, field, value }: { item: ProjectItem; field: ProjectField; value: FieldValue['value'] | undefined },
): void {
  const before = item.values.get(field);
  // Writing the value that is there already changes nothing: no webhook, and updatedAt stays (people who tried report
  // the latter; the former is unverified). This line is the only place that assumes it; an event here would make every
  // repeated move look like an entry.
  if (before?.value === value) return;
  edit(change, item, (now) => {
    const after = value === undefined ? undefined : newValue(change, item, { before, value, now });
    item.project.items.setValue(item, field, after);
  });
  const changes = {
    field_value: {
      field_node_id: field.nodeId,
      field_type: field.dataType.toLowerCase(),
      field_name: field.name,
      project_number: item.project.number,
      // GitHub's description has no null here: what there was not, or is not any more, is left out.
      ...(before ? { from: renderFieldValue(field, before) } : {}),
      ...(value === undefined ? {} : { to: renderFieldValue(field, item.values.get(field)) }),
    },
  };
  tell(change, item, 'edited', { changes });
}

function newValue(
  { world, by }: BoardChange,
  { project }: ProjectItem,
  { before, value, now }: { before: FieldValue | undefined; value: FieldValue['value']; now: string },
): FieldValue {
  if (before) return { ...before, value, updatedAt: now };
  const id = world.ids.next('projectValue');
  const nodeId = world.ids.nodeId('projectValue', id);
  return { id, nodeId, value, creator: by?.user ?? project.creator, createdAt: now, updatedAt: now };
}

export function archiveItem(change: BoardChange, item: ProjectItem): void {
  if (item.archivedAt !== null) return;
  edit(change, item, (now) => item.project.items.setArchived(item, now));
  tell(change, item, 'archived', { changes: { archived_at: { from: null, to: item.archivedAt } } });
}

export function restoreItem(change: BoardChange, item: ProjectItem): void {
  const from = item.archivedAt;
  if (from === null) return;
  edit(change, item, () => item.project.items.setArchived(item, null));
  tell(change, item, 'restored', { changes: { archived_at: { from, to: null } } });
}

export function placeItem(change: BoardChange, item: ProjectItem, after: ProjectItem | undefined): void {
  const { items } = item.project;
  const from = items.before(item);
  if (from === after) return;
  edit(change, item, () => items.place(item, after));
  const changes = {
    previous_projects_v2_item_node_id: { from: from?.nodeId ?? null, to: after?.nodeId ?? null },
  };
  tell(change, item, 'reordered', { changes });
}

export function deleteItem(change: BoardChange, item: ProjectItem): void {
  edit(change, item, () => item.project.items.remove(item));
  tell(change, item, 'deleted');
}

/** A draft card becomes an issue; the item stays the same. */
export async function convertDraft(
  change: BoardChange & { by: Actor },
  item: ProjectItem,
  repository: Repository,
): Promise<void> {
  if (item.content.kind !== 'draft') throw new Error('only drafts are converted');
  const { title, body } = item.content;
  const issue = await openIssue({ ...change, repository }, { title, body });
  edit(change, item, () => item.project.items.replaceContent(item, { kind: 'issue', repository, issue }));
  tell(change, item, 'converted', {
    changes: { content_type: { from: 'DraftIssue', to: contentType(item) } },
  });
}

/** A change of an item's state, at a time of its own. Lagging searches count what somebody did, not fixtures. */
function edit({ world, by }: BoardChange, item: ProjectItem, make: (now: string) => void): void {
  if (by) item.project.items.remember(item);
  item.updatedAt = world.clock.tick();
  item.project.updatedAt = item.updatedAt;
  make(item.updatedAt);
}

/** Only organizations have webhooks for projects, and only apps that may read the organization's projects get them. */
function tell(
  { world, by }: BoardChange,
  item: ProjectItem,
  action: string,
  more: Record<string, unknown> = {},
): void {
  const { owner } = item.project;
  if (by && owner.type === 'Organization') {
    const payload = {
      projects_v2_item: renderProjectsV2Item(world, item),
      ...more,
      organization: renderOrganization(world, owner),
    };
    for (const installation of world.installations) {
      if (
        installation.account !== owner ||
        !covers(installation.permissions['organization_projects'], 'read')
      )
        continue;
      announce(world, { name: EVENT, action, installation, by, payload });
    }
  }
  world.changed();
}
