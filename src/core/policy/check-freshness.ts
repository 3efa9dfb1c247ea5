import { readCriteria } from '../markdown/task-list.ts';

/** What is known of an item just before an engine would be paid for it. */
export interface ItemFacts<Pull> {
  /** The item's text. */
  readonly body: string;
  /** Open pull requests of people that would close it. */
  readonly people: readonly Pull[];
  /** One that closed it, unless somebody reopened it since. */
  readonly merged: Pull | undefined;
  /** Whether there is an open pull request from the item's branch. */
  readonly isContinued: boolean;
  /** Whether there ever was one. */
  readonly hadOwn: boolean;
}

export type Freshness<Pull> =
  | { readonly kind: 'fresh' }
  | {
      readonly kind: 'stale';
      readonly reason: 'pull-request-exists' | 'pull-request-merged';
      readonly pull: Pull;
    }
  | { readonly kind: 'stale'; readonly reason: 'criteria-met'; readonly criteria: number };

/**
 * Whether there is still something to do for an item that a run has taken: it may have waited for long. Where a pull
 * request of ours was opened once, its criteria were ticked by us, and say nothing of a second visit.
 */
export function checkFreshness<Pull>(facts: ItemFacts<Pull>): Freshness<Pull> {
  const { body, people, merged, isContinued, hadOwn } = facts;
  const [theirs] = people;
  if (theirs) return { kind: 'stale', reason: 'pull-request-exists', pull: theirs };
  if (isContinued) return { kind: 'fresh' };
  if (merged) return { kind: 'stale', reason: 'pull-request-merged', pull: merged };
  const criteria = hadOwn ? [] : readCriteria(body);
  return criteria.length > 0 && criteria.every(({ isTicked }) => isTicked)
    ? { kind: 'stale', reason: 'criteria-met', criteria: criteria.length }
    : { kind: 'fresh' };
}
