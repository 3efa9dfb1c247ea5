import * as z from 'zod';
import {
  formatItemId,
  type ItemId,
  isSameItem,
  isSameRepository,
  type RepositoryName,
} from '../../core/item-id.ts';
import type { GitHub } from '../wire/client.ts';
import { type Dated, queryDated } from '../wire/graphql.ts';
import { PAGE_SIZE } from '../wire/read-pages.ts';
import { LABELLED_ISSUE, type LabelledIssue, labelledIssueSchema } from './labelled-issue.ts';
import { LARGEST_NUMBER } from './look-up-issues.ts';

export interface SeeQuestion {
  readonly items: readonly ItemId[];
  /** Names of the labels that are stages: their ids are asked for. */
  readonly labels: readonly string[];
  readonly list: LabelLists | undefined;
}

export interface LabelLists {
  readonly repositories: readonly RepositoryName[];
  readonly inFlight: readonly string[];
  readonly backlog: readonly string[];
}

export interface SeenIssues {
  /** `undefined` where there is no issue of that name. In the order of the question. */
  readonly issues: readonly (SeenIssue | undefined)[];
  readonly listed: ListedIssues | undefined;
}

export interface SeenIssue extends LabelledIssue {
  /** Node ids of the labels that were asked for and that its repository has, by the name that was asked for. */
  readonly labelIds: ReadonlyMap<string, string>;
}

export interface ListedIssues {
  readonly inFlight: readonly ItemId[];
  readonly hasMore: boolean;
  readonly backlog: number;
}

const labelSchema = z.object({ id: z.string() }).nullable();
const pageSchema = z.object({
  pageInfo: z.object({ hasNextPage: z.boolean() }),
  nodes: z.array(z.object({ number: z.int() })),
});
const countSchema = z.object({ totalCount: z.int() });

/** Issues with since when they carry their labels, and if asked to what carries others, in one request. */
export async function seeLabelledIssues(
  github: GitHub,
  { items, labels, list }: SeeQuestion,
): Promise<Dated<SeenIssues>> {
  const repositories = distinct([...items, ...(list?.repositories ?? [])]);
  const parts = repositories.map((repository, index) => {
    const own = items.flatMap((item, at) => (isSameRepository(item, repository) ? [{ item, at }] : []));
    const isListed = list?.repositories.some((one) => isSameRepository(one, repository)) ?? false;
    return { repository, alias: `repository${index}`, own, list: isListed ? list : undefined };
  });
  const doing = `read ${items.map(formatItemId).join(', ') || 'the items in flight'}`;
  const { value, readAt } = await queryDated(github, {
    doing,
    missing: 'item-missing',
    needs: ['issues: read'],
    isAnswer: ({ type, path }) =>
      type === 'NOT_FOUND' && path.length === 2 && /^issue\d+$/.test(`${path[1]}`),
    document: `query SeeLabelledIssues(${declarations(parts, labels, list)}) {
      ${parts.map((part, index) => selection(part, index, labels)).join('\n')}
    } ${items.length > 0 ? LABELLED_ISSUE : ''}`,
    variables: variablesOf(parts, labels, list),
    answer: z.object(Object.fromEntries(parts.map((part) => [part.alias, answerOf(part, labels)]))),
  });
  const found = value as Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  const issues = items.map((item, at) => {
    const part = parts.find(({ own }) => own.some((one) => one.at === at));
    const answer = part && found[part.alias];
    // The schema above says what each of them is.
    const issue = answer?.[`issue${at}`] as LabelledIssue | null | undefined;
    if (!answer || !issue || !isSameItem(issue.id, item)) return undefined;
    return { ...issue, labelIds: labelIdsOf(answer, labels) };
  });
  return { readAt, value: { issues, listed: list && listedOf(parts, found) } };
}

interface Part {
  readonly repository: RepositoryName;
  readonly alias: string;
  readonly own: readonly { readonly item: ItemId; readonly at: number }[];
  readonly list: LabelLists | undefined;
}

function declarations(
  parts: readonly Part[],
  labels: readonly string[],
  list: LabelLists | undefined,
): string {
  return [
    ...parts.map((_, index) => `$owner${index}: String!, $name${index}: String!`),
    ...labels.map((_, index) => `$label${index}: String!`),
    ...parts.flatMap(({ own }) => own.map(({ at }) => `$number${at}: Int!`)),
    ...(list ? ['$inFlight: [String!]!, $backlog: [String!]!'] : []),
  ].join(', ');
}

function variablesOf(
  parts: readonly Part[],
  labels: readonly string[],
  list: LabelLists | undefined,
): Readonly<Record<string, unknown>> {
  return {
    ...Object.fromEntries(
      parts.flatMap(({ repository, own }, index) => [
        [`owner${index}`, repository.owner],
        [`name${index}`, repository.repository],
        ...own.map(({ item, at }) => [`number${at}`, Math.min(item.number, LARGEST_NUMBER)]),
      ]),
    ),
    ...Object.fromEntries(labels.map((label, index) => [`label${index}`, label])),
    ...(list && { inFlight: list.inFlight, backlog: list.backlog }),
  };
}

function selection({ alias, own, list }: Part, index: number, labels: readonly string[]): string {
  return `${alias}: repository(owner: $owner${index}, name: $name${index}) {
    ${labels.map((_, label) => `label${label}: label(name: $label${label}) { id }`).join('\n')}
    ${own.map(({ at }) => `issue${at}: issue(number: $number${at}) { ...LabelledIssue }`).join('\n')}
    ${
      list
        ? `inFlight: issues(first: ${PAGE_SIZE}, states: [OPEN], labels: $inFlight) {
             pageInfo { hasNextPage } nodes { number }
           }
           backlog: issues(first: 1, states: [OPEN], labels: $backlog) { totalCount }`
        : ''
    }
  }`;
}

function answerOf({ own, list }: Part, labels: readonly string[]): z.ZodType {
  return z.object({
    ...Object.fromEntries(labels.map((_, label) => [`label${label}`, labelSchema])),
    ...Object.fromEntries(own.map(({ at }) => [`issue${at}`, labelledIssueSchema.nullable()])),
    ...(list && { inFlight: pageSchema, backlog: countSchema }),
  });
}

function labelIdsOf(
  answer: Readonly<Record<string, unknown>>,
  labels: readonly string[],
): ReadonlyMap<string, string> {
  return new Map(
    labels.flatMap((name, index) => {
      const label = answer[`label${index}`] as z.infer<typeof labelSchema>;
      return label ? [[name, label.id] as const] : [];
    }),
  );
}

function listedOf(
  parts: readonly Part[],
  found: Readonly<Record<string, Readonly<Record<string, unknown>>>>,
): ListedIssues {
  const pages = parts.flatMap(({ repository, alias, list }) => {
    const answer = found[alias];
    if (!list || !answer) return [];
    const page = answer.inFlight as z.infer<typeof pageSchema>;
    const { totalCount } = answer.backlog as z.infer<typeof countSchema>;
    return [{ repository, page, totalCount }];
  });
  return {
    inFlight: pages.flatMap(({ repository, page }) =>
      page.nodes.map(({ number }) => ({ ...repository, number })),
    ),
    hasMore: pages.some(({ page }) => page.pageInfo.hasNextPage),
    backlog: pages.reduce((sum, { totalCount }) => sum + totalCount, 0),
  };
}

function distinct(names: readonly RepositoryName[]): readonly RepositoryName[] {
  return names
    .filter((name, index) => names.findIndex((one) => isSameRepository(one, name)) === index)
    .map(({ owner, repository }) => ({ owner, repository }));
}
