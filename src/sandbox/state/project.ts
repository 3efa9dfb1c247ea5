import type { Issue } from './issue.ts';
import type { ProjectItems } from './project-items.ts';
import type { Repository } from './repository.ts';
import type { User } from './user.ts';

/** A Projects v2 board, owned by an organization or a user. */
export interface Project {
  id: number;
  nodeId: string;
  number: number;
  owner: User;
  creator: User;
  title: string;
  public: boolean;
  closed: boolean;
  closedAt: string | null;
  createdAt: string;
  updatedAt: string;
  /** GitHub's built-in workflows, on by default there: a closed issue and a merged pull request go to Done. */
  automations: boolean;
  fields: ProjectField[];
  items: ProjectItems;
}

export type ProjectField = SelectField | PlainField;

interface FieldCore {
  id: number;
  nodeId: string;
  name: string;
  createdAt: string;
  updatedAt: string;
}

export interface SelectField extends FieldCore {
  dataType: 'SINGLE_SELECT';
  options: SelectOption[];
}

export interface PlainField extends FieldCore {
  dataType: 'TITLE' | 'TEXT' | 'NUMBER' | 'DATE';
}

export interface SelectOption {
  /** Eight hexadecimal digits, the same for as long as the option exists, whatever its name. */
  id: string;
  name: string;
  color: string;
  description: string;
}

export interface ProjectItem {
  id: number;
  nodeId: string;
  project: Project;
  content: ItemContent;
  creator: User;
  createdAt: string;
  updatedAt: string;
  archivedAt: string | null;
  /** Orders the items of a project; the distance between two ranks means nothing. */
  rank: number;
  values: Map<ProjectField, FieldValue>;
}

export type ItemContent = { kind: 'issue'; repository: Repository; issue: Issue } | DraftIssue;

export interface DraftIssue {
  kind: 'draft';
  id: number;
  nodeId: string;
  title: string;
  body: string;
  creator: User;
  createdAt: string;
  updatedAt: string;
}

export interface FieldValue {
  id: number;
  nodeId: string;
  /** Of a single select: the option's id. */
  value: string | number;
  creator: User;
  createdAt: string;
  /** When the value was last set to something else. */
  updatedAt: string;
}

export function optionOf(field: ProjectField, value: FieldValue | undefined): SelectOption | undefined {
  return field.dataType === 'SINGLE_SELECT' ? field.options.find(({ id }) => id === value?.value) : undefined;
}
