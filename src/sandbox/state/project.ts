import { firstFrom, RankedList } from './ranked-list.ts';
import type { Issue, Repository } from './repository.ts';
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

/** An item as it was before a change. */
export interface ItemPicture {
  isThere: boolean;
  isArchived: boolean;
  values: ReadonlyMap<ProjectField, FieldValue['value']>;
}

const GAP = 1024;
/** How many changes a lagging read can be behind. */
const REMEMBERED = 1_000;

/**
 * The items of one project in board order, indexed by the option that they have in each single select field: a stage
 * of a board with 50,000 items is found without looking at the others.
 */
export class ProjectItems {
  readonly #byId = new Map<string, ProjectItem>();
  readonly #byIssue = new Map<Issue, ProjectItem[]>();
  readonly #live = new RankedList<ProjectItem>();
  readonly #archived = new RankedList<ProjectItem>();
  readonly #byOption = new Map<ProjectField, Map<string, RankedList<ProjectItem>>>();
  readonly #history: { item: ProjectItem; before: ItemPicture }[] = [];

  /** Board order, without the archived ones. */
  get live(): readonly ProjectItem[] {
    return this.#live.members;
  }

  get archived(): readonly ProjectItem[] {
    return this.#archived.members;
  }

  find(nodeId: string): ProjectItem | undefined {
    return this.#byId.get(nodeId);
  }

  ofIssue(issue: Issue): readonly ProjectItem[] {
    return this.#byIssue.get(issue) ?? [];
  }

  /** The live items with one of the options (`undefined`: with none), in board order. */
  withOption(field: ProjectField, options: readonly (string | undefined)[]): readonly ProjectItem[] {
    const lists = [...new Set(options)].map((option) => this.#bucket(field, option).members);
    const [only] = lists;
    return lists.length === 1 && only ? only : lists.flat().sort((a, b) => a.rank - b.rank);
  }

  /** At the end of the board. A field whose items are indexed must be known before it has values. */
  add(item: ProjectItem): void {
    item.rank = this.#lastRank() + GAP;
    this.#byId.set(item.nodeId, item);
    this.#link(item);
    this.#list(item);
  }

  remove(item: ProjectItem): void {
    this.#unlist(item);
    this.#byId.delete(item.nodeId);
    this.unlink(item);
  }

  /** The item's content is about to become another one. */
  unlink(item: ProjectItem): void {
    if (item.content.kind !== 'issue') return;
    const { issue } = item.content;
    this.#byIssue.set(
      issue,
      this.ofIssue(issue).filter((other) => other !== item),
    );
  }

  #link(item: ProjectItem): void {
    if (item.content.kind !== 'issue') return;
    this.#byIssue.set(item.content.issue, [...this.ofIssue(item.content.issue), item]);
  }

  replaceContent(item: ProjectItem, content: ProjectItem['content']): void {
    this.unlink(item);
    item.content = content;
    this.#link(item);
  }

  /** Behind another item, or to the top. */
  place(item: ProjectItem, after: ProjectItem | undefined): void {
    this.#unlist(item);
    item.rank = this.#rankBehind(after);
    this.#list(item);
  }

  setArchived(item: ProjectItem, at: string | null): void {
    this.#unlist(item);
    item.archivedAt = at;
    this.#list(item);
  }

  setValue(item: ProjectItem, field: ProjectField, value: FieldValue | undefined): void {
    this.#unlist(item);
    if (value) item.values.set(field, value);
    else item.values.delete(field);
    this.#list(item);
  }

  /** What is left of a removed option: nothing. */
  dropOption(field: ProjectField, option: string): void {
    for (const item of [...this.#live.members, ...this.#archived.members]) {
      if (item.values.get(field)?.value === option) this.setValue(item, field, undefined);
    }
  }

  /** The live item in front of this one. */
  before(item: ProjectItem): ProjectItem | undefined {
    return this.#live.members[firstFrom(this.#live.members, item.rank) - 1];
  }

  /** To be called before a change that lagging reads are to be behind. */
  remember(item: ProjectItem): void {
    const values = new Map([...item.values].map(([field, { value }]) => [field, value]));
    const before = { isThere: this.#byId.has(item.nodeId), isArchived: item.archivedAt !== null, values };
    this.#history.push({ item, before });
    if (this.#history.length > REMEMBERED) this.#history.shift();
  }

  /** The items that have changed in the last so many changes, as they were before those. */
  pictures(changes: number): Map<ProjectItem, ItemPicture> {
    const pictures = new Map<ProjectItem, ItemPicture>();
    for (const { item, before } of this.#history.slice(-changes).reverse()) pictures.set(item, before);
    return pictures;
  }

  #list(item: ProjectItem): void {
    if (item.archivedAt !== null) {
      this.#archived.add(item);
      return;
    }
    this.#live.add(item);
    for (const bucket of this.#bucketsOf(item)) bucket.add(item);
  }

  #unlist(item: ProjectItem): void {
    this.#archived.remove(item);
    this.#live.remove(item);
    for (const bucket of this.#bucketsOf(item)) bucket.remove(item);
  }

  #bucketsOf(item: ProjectItem): RankedList<ProjectItem>[] {
    return item.project.fields
      .filter(({ dataType }) => dataType === 'SINGLE_SELECT')
      .map((field) => this.#bucket(field, item.values.get(field)?.value));
  }

  #bucket(field: ProjectField, option: string | number | undefined): RankedList<ProjectItem> {
    const buckets = this.#byOption.get(field) ?? new Map<string, RankedList<ProjectItem>>();
    this.#byOption.set(field, buckets);
    const key = option === undefined ? '' : String(option);
    const bucket = buckets.get(key) ?? new RankedList<ProjectItem>();
    buckets.set(key, bucket);
    return bucket;
  }

  #lastRank(): number {
    return Math.max(this.#live.members.at(-1)?.rank ?? 0, this.#archived.members.at(-1)?.rank ?? 0);
  }

  #rankBehind(after: ProjectItem | undefined): number {
    if (!after)
      return Math.min(...[this.#live, this.#archived].map(({ members }) => members[0]?.rank ?? GAP)) - GAP;
    const next = Math.min(
      ...[this.#live, this.#archived].map(({ members }) => rankAbove(members, after.rank)),
    );
    return next === Number.POSITIVE_INFINITY ? after.rank + GAP : (after.rank + next) / 2;
  }
}

function rankAbove(members: readonly ProjectItem[], rank: number): number {
  const index = firstFrom(members, rank);
  const isSame = members[index]?.rank === rank;
  return members[isSame ? index + 1 : index]?.rank ?? Number.POSITIVE_INFINITY;
}
