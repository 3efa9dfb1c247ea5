import {
  addItem,
  archiveItem,
  type BoardChange,
  convertDraft,
  deleteItem,
  ensureItem,
  placeItem,
  restoreItem,
  setFieldValue,
} from '../../changes/project-item.ts';
import type { Actor } from '../../state/actor.ts';
import type { FieldValue, Project, ProjectField, ProjectItem } from '../../state/project.ts';
import { needProjectWrite, needWrite, OF_ISSUES } from '../access.ts';
import { connection, type PageArgs } from '../connection.ts';
import type { Context, Resolver } from '../context.ts';
import { FieldError, invalid, unprocessable } from '../field-error.ts';
import { findNode, findNodeOf } from '../find-node.ts';
import { itemSource } from '../source.ts';
import { mutation } from './mutation.ts';

interface ItemInput {
  projectId: string;
  itemId: string;
}

interface FieldInput extends ItemInput {
  fieldId: string;
}

interface ValueInput {
  singleSelectOptionId?: string | null;
  text?: string | null;
  number?: number | null;
  date?: string | null;
}

export const projectItemMutations: Readonly<Record<string, Resolver<unknown>>> = {
  addProjectV2ItemById: mutation<{ projectId: string; contentId: string }>(
    async ({ projectId, contentId }, context) => {
      const project = await writableProject(context, projectId, 'AddProjectV2ItemById');
      const content = await findNode(context, contentId);
      if (content.__typename !== 'Issue' && content.__typename !== 'PullRequest') {
        throw unprocessable('contentID must refer to an Issue or a Pull Request.');
      }
      const { repository, issue } = content;
      return {
        item: itemSource(ensureItem(changeOf(context), project, { kind: 'issue', repository, issue })),
      };
    },
  ),

  addProjectV2DraftIssue: mutation<{ projectId: string; title: string; body?: string | null }>(
    async ({ projectId, title, body }, context) => {
      const project = await writableProject(context, projectId, 'AddProjectV2DraftIssue');
      const { world, actor } = context;
      const id = world.ids.next('draftIssue');
      const now = world.clock.tick();
      const nodeId = world.ids.nodeId('draftIssue', id);
      const times = { createdAt: now, updatedAt: now };
      const draft = {
        kind: 'draft',
        id,
        nodeId,
        title,
        body: body ?? '',
        creator: actor.user,
        ...times,
      } as const;
      return { projectItem: itemSource(addItem(changeOf(context), project, draft)) };
    },
  ),

  convertProjectV2DraftIssueItemToIssue: mutation<{ itemId: string; repositoryId: string }>(
    async ({ itemId, repositoryId }, context) => {
      const { item } = await findNodeOf(context, itemId, 'ProjectV2Item');
      const name = 'ConvertProjectV2DraftIssueItemToIssue';
      needProjectWrite(context, item.project, name);
      const { repository } = await findNodeOf(context, repositoryId, 'Repository');
      needWrite(context, repository, { permissions: OF_ISSUES, mutation: name });
      if (item.content.kind !== 'draft') throw unprocessable('Item is not a draft issue');
      await convertDraft(changeOf(context), item, repository);
      return { item: itemSource(item) };
    },
  ),

  updateProjectV2ItemFieldValue: mutation<FieldInput & { value: ValueInput }>(async (input, context) => {
    const { item, field } = await writableField(context, input, 'UpdateProjectV2ItemFieldValue');
    setFieldValue(changeOf(context), { item, field, value: readValue(field, input.value) });
    return { projectV2Item: itemSource(item) };
  }),

  clearProjectV2ItemFieldValue: mutation<FieldInput>(async (input, context) => {
    const { item, field } = await writableField(context, input, 'ClearProjectV2ItemFieldValue');
    setFieldValue(changeOf(context), { item, field, value: undefined });
    return { projectV2Item: itemSource(item) };
  }),

  archiveProjectV2Item: mutation<ItemInput>(async (input, context) => {
    const item = await writableItem(context, input, 'ArchiveProjectV2Item');
    archiveItem(changeOf(context), item);
    return { item: itemSource(item) };
  }),

  unarchiveProjectV2Item: mutation<ItemInput>(async (input, context) => {
    const item = await writableItem(context, input, 'UnarchiveProjectV2Item');
    restoreItem(changeOf(context), item);
    return { item: itemSource(item) };
  }),

  deleteProjectV2Item: mutation<ItemInput>(async (input, context) => {
    const item = await writableItem(context, input, 'DeleteProjectV2Item');
    deleteItem(changeOf(context), item);
    return { deletedItemId: item.nodeId };
  }),

  updateProjectV2ItemPosition: mutation<ItemInput & { afterId?: string | null }>(async (input, context) => {
    const name = 'UpdateProjectV2ItemPosition';
    const item = needUnarchived(await writableItem(context, input, name));
    const after = input.afterId
      ? await writableItem(context, { ...input, itemId: input.afterId }, name)
      : undefined;
    placeItem(changeOf(context), item, after);
    return { project: item.project };
  }),
};

/** The board in its new order. Asking for it without `first` is an error, and the item has moved all the same. */
export const positionPayload: Readonly<
  Record<string, Resolver<{ project: Project; clientMutationId: string | null }>>
> = {
  clientMutationId: ({ clientMutationId }) => clientMutationId,
  items: ({ project }, args: PageArgs, _, info) =>
    connection({ items: project.items.live, keyOf: ({ rank }) => rank, toNode: itemSource }, args, info),
};

function changeOf({ world, actor }: Context): BoardChange & { by: Actor } {
  return { world, by: actor };
}

async function writableProject(context: Context, id: string, name: string): Promise<Project> {
  const { project } = await findNodeOf(context, id, 'ProjectV2');
  needProjectWrite(context, project, name);
  return project;
}

async function writableItem(
  context: Context,
  { projectId, itemId }: ItemInput,
  name: string,
): Promise<ProjectItem> {
  const project = await writableProject(context, projectId, name);
  const { item } = await findNodeOf(context, itemId, 'ProjectV2Item');
  if (item.project !== project) throw invalid('The item does not exist in the project');
  return item;
}

async function writableField(
  context: Context,
  input: FieldInput,
  name: string,
): Promise<{ item: ProjectItem; field: ProjectField }> {
  const item = needUnarchived(await writableItem(context, input, name));
  const source = await findNodeOf(context, input.fieldId, 'ProjectV2Field', 'ProjectV2SingleSelectField');
  // The message is unverified.
  if (source.project !== item.project) throw invalid('The field does not exist in the project');
  return { item, field: source.field };
}

/** GitHub takes an archived item back or away, and changes nothing of it: https://github.com/gr2m/github-project/issues/96 */
function needUnarchived(item: ProjectItem): ProjectItem {
  if (item.archivedAt !== null) throw invalid('The item is archived and cannot be updated');
  return item;
}

function readValue(field: ProjectField, value: ValueInput): FieldValue['value'] {
  const given = Object.entries(value).filter(([, part]) => part !== null);
  if (given.length !== 1) throw invalid('Exactly one value must be given');
  switch (field.dataType) {
    case 'SINGLE_SELECT':
      return readOption(field, value.singleSelectOptionId);
    case 'NUMBER':
      return value.number ?? mismatch('a number', field);
    case 'DATE':
      return value.date ?? mismatch('a date', field);
    case 'TEXT':
      return value.text ?? mismatch('a text value', field);
    case 'TITLE':
      throw new FieldError('UNPROCESSABLE', 'The title is changed on the content');
  }
}

/** Ids are compared exactly, and names are no ids. */
function readOption(
  field: Extract<ProjectField, { dataType: 'SINGLE_SELECT' }>,
  id: string | null | undefined,
): string {
  if (id === null || id === undefined) mismatch('a single select option Id', field);
  if (!field.options.some((option) => option.id === id)) {
    throw invalid('The single select option Id does not belong to the field');
  }
  return id;
}

function mismatch(what: string, { dataType }: ProjectField): never {
  throw invalid(`Did not receive ${what} to update a field of type ${dataType.toLowerCase()}`);
}
