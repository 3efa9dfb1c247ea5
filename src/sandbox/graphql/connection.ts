import { type GraphQLResolveInfo, Kind, type SelectionSetNode } from 'graphql';
import { FieldError } from './field-error.ts';

export interface PageArgs {
  first?: number | null;
  last?: number | null;
  after?: string | null;
  before?: string | null;
}

/** What the fields of every `...Connection` are read from. */
export interface Connection {
  totalCount: number;
  nodes: unknown[];
  edges: { cursor: string; node: unknown }[];
  pageInfo: PageInfo;
}

interface PageInfo {
  hasNextPage: boolean;
  hasPreviousPage: boolean;
  startCursor: string | null;
  endCursor: string | null;
}

export interface Listing<Item> {
  /** In ascending order of their keys. */
  items: readonly Item[];
  /** The place of an item, which its cursor stands for; its index by default. */
  keyOf?: (item: Item, index: number) => number;
  toNode(item: Item): unknown;
}

const LIMIT = 100;
const CURSOR = 'cursor:v2:';

/** One page of a list. Pages are cut by key: items that come or go in the meantime shift nothing. */
export function connection<Item>(
  { items, keyOf = (_, index) => index, toNode }: Listing<Item>,
  args: PageArgs,
  info: GraphQLResolveInfo,
): Connection {
  const size = pageSize(args, info);
  const { after, before } = args;
  const from = after ? firstIndex(items, (item, index) => keyOf(item, index) > readCursor(after)) : 0;
  const to = before
    ? firstIndex(items, (item, index) => keyOf(item, index) >= readCursor(before))
    : items.length;
  const start = args.last === null || args.last === undefined ? from : Math.max(from, to - size);
  const end = args.last === null || args.last === undefined ? Math.min(to, from + size) : to;
  const edges = items.slice(start, end).map((item, index) => ({
    cursor: writeCursor(keyOf(item, start + index)),
    node: toNode(item),
  }));
  return {
    totalCount: items.length,
    edges,
    nodes: edges.map(({ node }) => node),
    pageInfo: {
      hasNextPage: end < items.length,
      hasPreviousPage: start > 0,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}

/**
 * GitHub checks pages when a connection is resolved, not when the query is validated: a mutation whose payload forgets
 * `first` has taken effect all the same. A count alone needs no page.
 */
function pageSize({ first, last }: PageArgs, info: GraphQLResolveInfo): number {
  const name = info.fieldName;
  const [which, size] = first === null || first === undefined ? ['last', last] : ['first', first];
  if (size === null || size === undefined) {
    if (!info.fieldNodes.some(({ selectionSet }) => selects(selectionSet, info))) return 0;
    throw new FieldError(
      'MISSING_PAGINATION_BOUNDARIES',
      `You must provide a \`first\` or \`last\` value to properly paginate the \`${name}\` connection.`,
    );
  }
  if (size < 0) {
    throw new FieldError(
      'INVALID_PAGINATION',
      `\`${which}\` on the \`${name}\` connection cannot be less than zero.`,
    );
  }
  if (size > LIMIT) {
    throw new FieldError(
      'EXCESSIVE_PAGINATION',
      `Requesting ${size} records on the \`${name}\` connection exceeds the \`${which}\` limit of ${LIMIT} records.`,
    );
  }
  return size;
}

function selects(set: SelectionSetNode | undefined, info: GraphQLResolveInfo): boolean {
  return (set?.selections ?? []).some((selection) => {
    if (selection.kind === Kind.FIELD)
      return selection.name.value === 'nodes' || selection.name.value === 'edges';
    if (selection.kind === Kind.INLINE_FRAGMENT) return selects(selection.selectionSet, info);
    return selects(info.fragments[selection.name.value]?.selectionSet, info);
  });
}

function writeCursor(key: number): string {
  return Buffer.from(`${CURSOR}${key}`).toString('base64');
}

function readCursor(cursor: string): number {
  const text = Buffer.from(cursor, 'base64').toString();
  const key = text.startsWith(CURSOR) ? Number(text.slice(CURSOR.length)) : Number.NaN;
  if (Number.isNaN(key)) {
    throw new FieldError('INVALID_CURSOR_ARGUMENTS', `\`${cursor}\` does not appear to be a valid cursor.`);
  }
  return key;
}

/** The condition holds from some index on. */
function firstIndex<Item>(items: readonly Item[], holds: (item: Item, index: number) => boolean): number {
  let [low, high] = [0, items.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (holds(items[middle] as Item, middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
