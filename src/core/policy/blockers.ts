import { formatItemId, type ItemId } from '../item-id.ts';

/**
 * What a look-up of a dependency said. What cannot be read is treated as blocking; what is known not to exist is said on
 * the item, and does not block: nobody could ever finish it.
 */
export type Dependency =
  | { readonly kind: 'resolved'; readonly id: ItemId }
  | { readonly kind: 'unfinished'; readonly id: ItemId; readonly title: string }
  | { readonly kind: 'unreadable'; readonly id: ItemId }
  /** The text names it, and its repository, which the token can read, has no issue or pull request of that number. */
  | { readonly kind: 'missing'; readonly id: ItemId };

export interface DependenciesRead {
  /** GitHub's own blocked-by list and the dependencies named in the text, each looked up. */
  readonly dependencies: readonly Dependency[];
  /** Open blockers that GitHub counts for the item. */
  readonly counted: number;
  /** Of those, the ones that the list showed. */
  readonly listed: number;
}

/** One sentence for each thing that an item waits for; none means that it is ready. */
export function blockers({ dependencies, counted, listed }: DependenciesRead): readonly string[] {
  const hidden = counted - listed;
  return [
    ...dependencies.flatMap((dependency) => sentenceFor(dependency) ?? []),
    ...(hidden > 0
      ? [`${hidden} blocking ${hidden === 1 ? 'issue' : 'issues'} that this token cannot see`]
      : []),
  ];
}

function sentenceFor(dependency: Dependency): string | undefined {
  if (dependency.kind === 'unfinished') return `${formatItemId(dependency.id)} is not finished`;
  return dependency.kind === 'unreadable'
    ? `${formatItemId(dependency.id)} cannot be read: it does not exist, or this token cannot see it`
    : undefined;
}
