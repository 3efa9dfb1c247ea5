import type { ItemPicture, Project, ProjectItem, SelectField } from '../../state/project.ts';
import type { Context } from '../context.ts';
import { fieldOf, hasField, itemTest, optionIds, type ValueOf } from './item-test.ts';
import { parseQuery, type Term } from './parse-query.ts';

export interface ItemSearch {
  /** As in a board's search bar; empty for everything. */
  query: string;
  live: boolean;
  archived: boolean;
}

/**
 * The items that a search finds, in board order. The search nominates: it may be behind the board by some changes
 * (`Context.searchLag`), and the values of what it finds are read fresh.
 */
export function searchItems(context: Context, project: Project, search: ItemSearch): readonly ProjectItem[] {
  const terms = parseQuery(search.query);
  const lag = search.query === '' ? 0 : context.searchLag;
  if (lag > 0)
    return searchBehind(context, project, { terms, ...search, pictures: project.items.pictures(lag) });
  const valueOf: ValueOf = (item, field) => item.values.get(field)?.value;
  const { candidates, rest } = narrow(project, terms);
  const tests = rest.map((term) => itemTest(context, project, term, valueOf));
  const live =
    tests.length === 0 ? candidates : candidates.filter((item) => tests.every((test) => test(item)));
  if (!search.archived) return search.live ? live : [];
  const all = terms.map((term) => itemTest(context, project, term, valueOf));
  const archived = project.items.archived.filter((item) => all.every((test) => test(item)));
  return search.live ? [...live, ...archived].sort((a, b) => a.rank - b.rank) : archived;
}

/** One term about a single select field is answered by the index, the others by looking at what it gives. */
function narrow(
  project: Project,
  terms: readonly Term[],
): { candidates: readonly ProjectItem[]; rest: Term[] } {
  for (const term of terms) {
    const isEmpty = term.qualifier === 'no' && term.values.length === 1;
    const name = isEmpty ? (term.values[0] ?? '').toLowerCase() : term.qualifier;
    if (!hasField(project, name)) continue;
    const field = fieldOf(project, name);
    if (field.dataType !== 'SINGLE_SELECT') continue;
    const named: (string | undefined)[] = isEmpty ? [undefined] : optionIds(field, term.values);
    const options = term.isNegated ? everyOption(field).filter((option) => !named.includes(option)) : named;
    const rest = terms.filter((other) => other !== term);
    return { candidates: project.items.withOption(field, options), rest };
  }
  return { candidates: project.items.live, rest: [...terms] };
}

function everyOption({ options }: SelectField): (string | undefined)[] {
  return [...options.map(({ id }) => id), undefined];
}

interface SearchBehind extends ItemSearch {
  terms: readonly Term[];
  pictures: ReadonlyMap<ProjectItem, ItemPicture>;
}

/** Looks at every item, as it was before the last changes. */
function searchBehind(
  context: Context,
  project: Project,
  { terms, live, archived, pictures }: SearchBehind,
): ProjectItem[] {
  const valueOf: ValueOf = (item, field) => {
    const picture = pictures.get(item);
    return picture ? picture.values.get(field) : item.values.get(field)?.value;
  };
  const isArchived = (item: ProjectItem): boolean =>
    pictures.get(item)?.isArchived ?? item.archivedAt !== null;
  const tests = terms.map((term) => itemTest(context, project, term, valueOf));
  const { items } = project;
  const known = new Set([...items.live, ...items.archived, ...pictures.keys()]);
  return (
    [...known]
      .filter((item) => pictures.get(item)?.isThere ?? true)
      // What is gone cannot be rendered: a search that still finds it gives nothing for it, as GitHub's does.
      .filter((item) => items.find(item.nodeId) !== undefined)
      .filter((item) => (isArchived(item) ? archived : live))
      .filter((item) => tests.every((test) => test(item)))
      .sort((a, b) => a.rank - b.rank)
  );
}
