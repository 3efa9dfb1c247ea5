import type { FieldValue, Project, ProjectField, ProjectItem } from '../../state/project.ts';
import type { Context } from '../context.ts';
import { NotInSandbox } from '../field-error.ts';
import { typeOf } from '../item-type.ts';
import type { Term } from './parse-query.ts';

/** The item's values, as far as the search knows them: a lagging one knows older ones. */
export type ValueOf = (item: ProjectItem, field: ProjectField) => FieldValue['value'] | undefined;

export type ItemTest = (item: ProjectItem) => boolean;

/** Whether an item satisfies a term. What is not understood is refused, or a typo would look like an empty board. */
export function itemTest(context: Context, project: Project, term: Term, valueOf: ValueOf): ItemTest {
  const holds = positiveTest(context, project, term, valueOf);
  return term.isNegated ? (item) => !holds(item) : holds;
}

function positiveTest(
  context: Context,
  project: Project,
  { qualifier, values }: Term,
  valueOf: ValueOf,
): ItemTest {
  const wanted = values.map((value) => value.toLowerCase());
  const isVisible = (item: ProjectItem): boolean => typeOf(context, item) !== 'REDACTED';
  switch (qualifier) {
    case '':
      return (item) => isVisible(item) && wanted.some((text) => titleOf(item).toLowerCase().includes(text));
    case 'is':
      return anyOf(wanted.map((value) => isTest(context, value)));
    case 'no':
      return anyOf(wanted.map((name) => noTest(project, name, valueOf)));
    case 'repo':
      return (item) => isVisible(item) && wanted.includes(repositoryOf(item) ?? '');
    case 'label':
      return (item) => isVisible(item) && labelsOf(item).some((label) => wanted.includes(label));
    case 'assignee':
      if (wanted.includes('@me')) throw new NotInSandbox('the item filter `assignee:@me`');
      return (item) => isVisible(item) && assigneesOf(item).some((login) => wanted.includes(login));
    default:
      return fieldTest(fieldOf(project, qualifier), wanted, valueOf);
  }
}

function isTest(context: Context, value: string): ItemTest {
  switch (value) {
    // A draft is neither open nor closed here. Unverified.
    case 'open':
      return (item) => isVisibleIssue(context, item) && stateOf(item) === 'open';
    case 'closed':
      return (item) => isVisibleIssue(context, item) && stateOf(item) === 'closed';
    case 'merged':
      return (item) => typeOf(context, item) === 'PULL_REQUEST' && isMerged(item);
    case 'issue':
      return (item) => typeOf(context, item) === 'ISSUE';
    case 'pr':
      return (item) => typeOf(context, item) === 'PULL_REQUEST';
    case 'draft':
      return ({ content }) => content.kind === 'draft' || Boolean(content.issue.pull?.draft);
    default:
      throw new NotInSandbox(`the item filter \`is:${value}\``);
  }
}

function noTest(project: Project, name: string, valueOf: ValueOf): ItemTest {
  if (name === 'assignee') return (item) => assigneesOf(item).length === 0;
  if (name === 'label') return (item) => labelsOf(item).length === 0;
  const field = fieldOf(project, name);
  return (item) => valueOf(item, field) === undefined;
}

function fieldTest(field: ProjectField, wanted: readonly string[], valueOf: ValueOf): ItemTest {
  refuseSpecial(field, wanted);
  if (field.dataType === 'SINGLE_SELECT') {
    const ids = optionIds(field, wanted);
    return (item) => ids.includes(String(valueOf(item, field)));
  }
  return (item) => wanted.includes(String(valueOf(item, field)).toLowerCase());
}

/** Comparisons, ranges, wildcards, `@me` and `@current`. */
function refuseSpecial(field: ProjectField, values: readonly string[]): void {
  const special = values.find((value) => /^[<>@]|\*|\.\./.test(value));
  if (special !== undefined) throw new NotInSandbox(`the item filter \`${slug(field)}:${special}\``);
}

/** The options of those names, whatever their case; a name that several options share means all of them. */
export function optionIds(field: ProjectField, names: readonly string[]): string[] {
  if (field.dataType !== 'SINGLE_SELECT') return [];
  refuseSpecial(field, names);
  const wanted = names.map((name) => name.toLowerCase());
  return field.options.filter(({ name }) => wanted.includes(name.toLowerCase())).map(({ id }) => id);
}

/** A field is asked for by its name in lower case, with hyphens for spaces. */
export function fieldOf(project: Project, qualifier: string): ProjectField {
  const field = project.fields.find((candidate) => slug(candidate) === qualifier);
  if (!field) throw new NotInSandbox(`the item filter \`${qualifier}:\` (nor has the board such a field)`);
  return field;
}

export function hasField(project: Project, qualifier: string): boolean {
  return project.fields.some((candidate) => slug(candidate) === qualifier);
}

function slug({ name }: ProjectField): string {
  return name.toLowerCase().replaceAll(/\s+/g, '-');
}

function anyOf(tests: readonly ItemTest[]): ItemTest {
  return (item) => tests.some((test) => test(item));
}

function isVisibleIssue(context: Context, item: ProjectItem): boolean {
  return item.content.kind === 'issue' && typeOf(context, item) !== 'REDACTED';
}

function stateOf({ content }: ProjectItem): string {
  return content.kind === 'issue' ? content.issue.state : '';
}

function isMerged({ content }: ProjectItem): boolean {
  return content.kind === 'issue' && Boolean(content.issue.pull?.mergedAt);
}

function titleOf({ content }: ProjectItem): string {
  return content.kind === 'issue' ? content.issue.title : content.title;
}

function repositoryOf({ content }: ProjectItem): string | undefined {
  return content.kind === 'issue' ? content.repository.fullName.toLowerCase() : undefined;
}

function labelsOf({ content }: ProjectItem): string[] {
  return content.kind === 'issue' ? content.issue.labels.map(({ name }) => name.toLowerCase()) : [];
}

function assigneesOf({ content }: ProjectItem): string[] {
  return content.kind === 'issue' ? content.issue.assignees.map(({ login }) => login.toLowerCase()) : [];
}
