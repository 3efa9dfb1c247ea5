import type { Issue } from './issue.ts';
import type { Label } from './label.ts';
import type { PullRequest } from './pull-request.ts';

export type PullIssue = Issue & { readonly pull: PullRequest };

/**
 * The issues and pull requests of a repository, which GitHub numbers and lists together. Those with a label, the open
 * ones and the pull requests are found without a look at the others: there may be tens of thousands. State and labels
 * change here only.
 */
export class Issues {
  readonly #byNumber = new Map<number, Issue>();
  readonly #byNodeId = new Map<string, Issue>();
  readonly #byLabel = new Map<Label, Set<Issue>>();
  readonly #open = new Set<Issue>();
  readonly #pulls: PullIssue[] = [];

  get size(): number {
    return this.#byNumber.size;
  }

  get open(): ReadonlySet<Issue> {
    return this.#open;
  }

  get pulls(): readonly PullIssue[] {
    return this.#pulls;
  }

  get(number: number): Issue | undefined {
    return this.#byNumber.get(number);
  }

  /** A pull request's own id, not the one of its issue side. */
  ofNodeId(nodeId: string): Issue | undefined {
    return this.#byNodeId.get(nodeId);
  }

  values(): Iterable<Issue> {
    return this.#byNumber.values();
  }

  withLabel(label: Label): ReadonlySet<Issue> {
    return this.#byLabel.get(label) ?? new Set();
  }

  add(issue: Issue): void {
    this.#byNumber.set(issue.number, issue);
    this.#byNodeId.set(issue.pull?.nodeId ?? issue.nodeId, issue);
    if (isPull(issue)) this.#pulls.push(issue);
    this.setState(issue, issue.state);
    this.setLabels(issue, issue.labels);
  }

  setState(issue: Issue, state: Issue['state']): void {
    const writable: { state: Issue['state'] } = issue;
    writable.state = state;
    if (state === 'open') this.#open.add(issue);
    else this.#open.delete(issue);
  }

  setLabels(issue: Issue, labels: readonly Label[]): void {
    const writable: { labels: readonly Label[] } = issue;
    for (const label of issue.labels) this.#byLabel.get(label)?.delete(issue);
    writable.labels = labels;
    for (const label of labels) {
      const issues = this.#byLabel.get(label) ?? new Set();
      this.#byLabel.set(label, issues.add(issue));
    }
  }
}

function isPull(issue: Issue): issue is PullIssue {
  return issue.pull !== undefined;
}
