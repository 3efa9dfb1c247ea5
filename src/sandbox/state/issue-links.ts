import { type LocatedIssue, referenceTo, refersTo } from './located-issue.ts';
import type { Issue, IssueReference } from './repository.ts';

type Kind = 'blockedBy' | 'subIssues';

/** One kind of link between issues, of whatever repositories, which can be followed backwards. Links change here only. */
export class IssueLinks {
  readonly #kind: Kind;
  readonly #origins = new Map<string, Map<Issue, LocatedIssue>>();

  constructor(kind: Kind) {
    this.#kind = kind;
  }

  /** What a link leads to need not be there yet. */
  add(origin: LocatedIssue, target: IssueReference): void {
    const issue: Record<Kind, readonly IssueReference[]> = origin.issue;
    issue[this.#kind] = [...issue[this.#kind], target];
    const origins = this.#origins.get(keyOf(target)) ?? new Map<Issue, LocatedIssue>();
    this.#origins.set(keyOf(target), origins.set(origin.issue, origin));
  }

  remove(origin: LocatedIssue, target: LocatedIssue): void {
    const issue: Record<Kind, readonly IssueReference[]> = origin.issue;
    const isTarget = refersTo(target);
    issue[this.#kind] = issue[this.#kind].filter((reference) => !isTarget(reference));
    this.#origins.get(keyOf(referenceTo(target)))?.delete(origin.issue);
  }

  /** The issues that have a link to this one, in the order in which they got it. */
  originsOf(target: LocatedIssue): readonly LocatedIssue[] {
    return [...(this.#origins.get(keyOf(referenceTo(target)))?.values() ?? [])];
  }
}

function keyOf({ repositoryId, number }: IssueReference): string {
  return `${repositoryId}#${number}`;
}
