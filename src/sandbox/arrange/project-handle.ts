import { addItem, archiveItem, deleteItem, restoreItem, setFieldValue } from '../changes/project-item.ts';
import type { ItemView, NewItem, ProjectHandle } from '../project-handle.ts';
import {
  type ItemContent,
  optionOf,
  type Project,
  type ProjectItem,
  type SelectField,
} from '../state/project.ts';
import type { Issue } from '../state/repository.ts';
import type { World } from '../state/world.ts';
import { addOption, addPlainField, addSelectField } from './create-project.ts';

/** Fixtures go straight into the state: no events, no calls. */
export function projectHandle(world: World, project: Project): ProjectHandle {
  const { items } = project;
  const status = statusOf(project);
  const change = { world };
  const find = (id: string): ProjectItem => {
    const item = items.find(id);
    if (!item) throw new Error(`there is no item ${id} in project ${project.number}`);
    return item;
  };
  const setStatus = (item: ProjectItem, state: string | null): void =>
    setFieldValue(change, {
      item,
      field: status,
      value: state === null ? undefined : option(status, state).id,
    });

  return {
    number: project.number,
    id: project.nodeId,
    addItem(wanted) {
      const content = contentOf(world, project, wanted);
      if (content.kind === 'issue' && items.ofIssue(content.issue).length > 0 && !wanted.evenIfThere) {
        throw new Error('GitHub shows an issue once on a board: say evenIfThere for a second item');
      }
      const item = addItem(change, project, content);
      if (wanted.state !== undefined) setStatus(item, wanted.state);
      if (wanted.archived) archiveItem(change, item);
      return { id: item.nodeId };
    },
    items: () =>
      [...items.live, ...items.archived].sort((a, b) => a.rank - b.rank).map((item) => view(status, item)),
    item: (id) => view(status, find(id)),
    itemsOf: (reference) => items.ofIssue(issueOf(world, reference).issue).map((item) => view(status, item)),
    setStatus: (id, state) => setStatus(find(id), state),
    archive: (id) => archiveItem(change, find(id)),
    restore: (id) => restoreItem(change, find(id)),
    remove: (id) => deleteItem(change, find(id)),
    options: () => status.options.map(({ id, name }) => ({ id, name })),
    renameOption(from, to) {
      option(status, from).name = to;
    },
    removeOption(name) {
      const gone = option(status, name);
      status.options = status.options.filter((other) => other !== gone);
      items.dropOption(status, gone.id);
    },
    addOption: (name) => ({ id: addOption(world, status, name).id }),
    addField: (wanted) => ({ id: addPlainField(world, project, wanted).nodeId }),
    addSelectField: (wanted) => ({ id: addSelectField(world, project, wanted).nodeId }),
    renameField(from, to) {
      const field = project.fields.find(({ name }) => name === from);
      if (!field) throw new Error(`there is no field ${from}`);
      field.name = to;
    },
    setAutomations(on) {
      project.automations = on;
    },
  };
}

/** The single select field that the project was made with. */
function statusOf({ fields }: Project): SelectField {
  const field = fields.find((candidate) => candidate.dataType === 'SINGLE_SELECT');
  if (field?.dataType !== 'SINGLE_SELECT') throw new Error('a project without a status field');
  return field;
}

function option(field: SelectField, name: string): SelectField['options'][number] {
  const found = field.options.find((candidate) => candidate.name === name);
  if (!found) throw new Error(`${field.name} has no option ${name}`);
  return found;
}

function contentOf(world: World, project: Project, wanted: NewItem): ItemContent {
  if ('issue' in wanted) return { kind: 'issue', ...issueOf(world, wanted.issue) };
  const id = world.ids.next('draftIssue');
  const now = world.clock.tick();
  return {
    kind: 'draft',
    id,
    nodeId: world.ids.nodeId('draftIssue', id),
    title: wanted.draft,
    body: wanted.body ?? '',
    creator: project.creator,
    createdAt: now,
    updatedAt: now,
  };
}

function issueOf(world: World, reference: string): Omit<Extract<ItemContent, { kind: 'issue' }>, 'kind'> {
  const [fullName = '', number] = reference.split('#');
  const repository = world.repository(fullName);
  const issue: Issue | undefined = repository?.issues.get(Number(number));
  if (!repository || !issue) throw new Error(`there is no issue ${reference} (owner/repo#number)`);
  return { repository, issue };
}

function view(status: SelectField, item: ProjectItem): ItemView {
  const { content } = item;
  const value = item.values.get(status);
  return {
    id: item.nodeId,
    issue: content.kind === 'issue' ? `${content.repository.fullName}#${content.issue.number}` : undefined,
    title: content.kind === 'issue' ? content.issue.title : content.title,
    state: optionOf(status, value)?.name ?? null,
    stateSetAt: value?.updatedAt ?? null,
    archived: item.archivedAt !== null,
  };
}
