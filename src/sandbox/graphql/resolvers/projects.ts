import { type FieldValue, optionOf, type ProjectField, type ProjectItem } from '../../state/project.ts';
import { projectAccess } from '../access.ts';
import { connection, type PageArgs } from '../connection.ts';
import type { Context, Fields } from '../context.ts';
import type { Direction } from '../issue-filter.ts';
import { searchItems } from '../item-search/search-items.ts';
import { typeOf } from '../item-type.ts';
import {
  accountSource,
  type DraftSource,
  type FieldSource,
  fieldSource,
  type ItemSource,
  issueSource,
  itemSource,
  type ProjectSource,
  projectSource,
  type ValueSource,
} from '../source.ts';
import { absent } from './absent.ts';
import { accountsOf } from './issues.ts';

interface ItemArgs extends PageArgs {
  archivedStates: ('ARCHIVED' | 'NOT_ARCHIVED')[] | null;
  orderBy: { field: 'POSITION'; direction: Direction } | null;
  query?: string | null;
}

const project: Fields<ProjectSource> = {
  id: ({ project }) => project.nodeId,
  databaseId: ({ project }) => project.id,
  fullDatabaseId: ({ project }) => String(project.id),
  number: ({ project }) => project.number,
  title: ({ project }) => project.title,
  shortDescription: () => null,
  readme: () => null,
  public: ({ project }) => project.public,
  closed: ({ project }) => project.closed,
  closedAt: ({ project }) => project.closedAt,
  createdAt: ({ project }) => project.createdAt,
  updatedAt: ({ project }) => project.updatedAt,
  creator: ({ project }) => accountSource(project.creator),
  owner: ({ project }) => accountSource(project.owner),
  url: (source, _, { world }) => `${world.url}${pathOf(source)}`,
  resourcePath: (source) => pathOf(source),
  viewerCanUpdate: ({ project }, _, context) => projectAccess(context, project) === 'write',
  field: ({ project }, { name }: { name: string }) => {
    const field = project.fields.find((candidate) => candidate.name === name);
    return field ? fieldSource(project, field) : null;
  },
  fields: ({ project }, args: PageArgs, _, info) =>
    connection({ items: project.fields, toNode: (field) => fieldSource(project, field) }, args, info),
  items: ({ project }, { query, archivedStates, orderBy, ...args }: ItemArgs, context, info) => {
    const found = searchItems(context, project, {
      query: query ?? '',
      archived: archivedStates?.includes('ARCHIVED') ?? false,
      live: archivedStates?.includes('NOT_ARCHIVED') ?? true,
    });
    const isDown = orderBy?.direction === 'DESC';
    const sign = isDown ? -1 : 1;
    const items = isDown ? [...found].reverse() : found;
    return connection({ items, keyOf: ({ rank }) => sign * rank, toNode: itemSource }, args, info);
  },
};

const field: Fields<FieldSource> = {
  id: ({ field }) => field.nodeId,
  databaseId: ({ field }) => field.id,
  name: ({ field }) => field.name,
  dataType: ({ field }) => field.dataType,
  createdAt: ({ field }) => field.createdAt,
  updatedAt: ({ field }) => field.updatedAt,
  project: ({ project }) => projectSource(project),
};

const item: Fields<ItemSource> = {
  id: ({ item }) => item.nodeId,
  databaseId: ({ item }) => item.id,
  fullDatabaseId: ({ item }) => String(item.id),
  type: ({ item }, _, context) => typeOf(context, item),
  isArchived: ({ item }) => item.archivedAt !== null,
  createdAt: ({ item }) => item.createdAt,
  updatedAt: ({ item }) => item.updatedAt,
  creator: ({ item }) => accountSource(item.creator),
  project: ({ item }) => projectSource(item.project),
  content: ({ item }, _, context) => {
    const { content } = item;
    if (content.kind === 'draft') return { __typename: 'DraftIssue', draft: content } satisfies DraftSource;
    return typeOf(context, item) === 'REDACTED' ? null : issueSource(content.repository, content.issue);
  },
  fieldValueByName: ({ item }, { name }: { name: string }, context) => {
    const field = item.project.fields.find((candidate) => candidate.name === name);
    return (field && valueSource(context, item, field)) ?? null;
  },
  fieldValues: ({ item }, args: PageArgs, context, info) => {
    const items = item.project.fields.flatMap((candidate) => valueSource(context, item, candidate) ?? []);
    return connection({ items, toNode: (source) => source }, args, info);
  },
};

const value: Fields<ValueSource> = {
  id: ({ value }) => value.nodeId,
  databaseId: ({ value }) => value.id,
  createdAt: ({ value }) => value.createdAt,
  updatedAt: ({ value }) => value.updatedAt,
  creator: ({ value }) => accountSource(value.creator),
  field: ({ item, field }) => fieldSource(item.project, field),
  item: ({ item }) => itemSource(item),
};

export const projects = {
  ProjectV2: project,
  ProjectV2Field: field,
  // There are no iteration fields here; the type is known so that queries for every kind of field pass.
  ProjectV2IterationField: field,
  ProjectV2SingleSelectField: {
    ...field,
    options: ({ field }, { names }: { names?: string[] | null }) =>
      field.dataType === 'SINGLE_SELECT'
        ? field.options.filter(({ name }) => names?.includes(name) ?? true)
        : [],
  } as Fields<FieldSource>,
  ProjectV2Item: item,
  ProjectV2ItemFieldIterationValue: { ...value, ...absent.ofIterations } as Fields<ValueSource>,
  ProjectV2ItemFieldSingleSelectValue: {
    ...value,
    optionId: ({ value }) => value.value,
    name: ({ field, value }) => optionOf(field, value)?.name,
    color: ({ field, value }) => optionOf(field, value)?.color,
    description: ({ field, value }) => optionOf(field, value)?.description,
  } as Fields<ValueSource>,
  ProjectV2ItemFieldTextValue: { ...value, text: ({ value }) => value.value } as Fields<ValueSource>,
  ProjectV2ItemFieldNumberValue: { ...value, number: ({ value }) => value.value } as Fields<ValueSource>,
  ProjectV2ItemFieldDateValue: { ...value, date: ({ value }) => value.value } as Fields<ValueSource>,
  DraftIssue: {
    id: ({ draft }) => draft.nodeId,
    title: ({ draft }) => draft.title,
    body: ({ draft }) => draft.body,
    createdAt: ({ draft }) => draft.createdAt,
    updatedAt: ({ draft }) => draft.updatedAt,
    creator: ({ draft }) => accountSource(draft.creator),
    assignees: (_, args: PageArgs, __, info) => accountsOf([], args, info),
  } as Fields<DraftSource>,
};

function valueSource(context: Context, item: ProjectItem, field: ProjectField): ValueSource | undefined {
  const value = field.dataType === 'TITLE' ? titleOf(context, item) : item.values.get(field);
  return value && { __typename: KINDS[field.dataType], item, field, value };
}

const KINDS = {
  SINGLE_SELECT: 'ProjectV2ItemFieldSingleSelectValue',
  TITLE: 'ProjectV2ItemFieldTextValue',
  TEXT: 'ProjectV2ItemFieldTextValue',
  NUMBER: 'ProjectV2ItemFieldNumberValue',
  DATE: 'ProjectV2ItemFieldDateValue',
} as const;

/** The title is a field of the board as well, read from the content. */
function titleOf(context: Context, item: ProjectItem): FieldValue | undefined {
  if (typeOf(context, item) === 'REDACTED') return undefined;
  const { content, creator, createdAt, updatedAt, id, nodeId } = item;
  const title = content.kind === 'draft' ? content.title : content.issue.title;
  return { id, nodeId: `${nodeId}T`, value: title, creator, createdAt, updatedAt };
}

function pathOf({ project }: ProjectSource): string {
  const owners = project.owner.type === 'Organization' ? 'orgs' : 'users';
  return `/${owners}/${project.owner.login}/projects/${project.number}`;
}
