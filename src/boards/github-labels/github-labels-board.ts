import type { BoardItem } from '../../core/board-item.ts';
import { formatItemId, type ItemId, type RepositoryName } from '../../core/item-id.ts';
import type { Stage } from '../../core/stages.ts';
import { isSameName, type State, type States } from '../../core/states.ts';
import type { GitHub } from '../../github/client.ts';
import { GitHubError } from '../../github/github-error.ts';
import { type Issue, listOpenIssues, readIssue } from '../../github/issues.ts';
import { addLabel, removeLabel } from '../../github/labels.ts';
import type { Board, BoardSelection } from '../board.ts';
import { OneByOneSelection } from '../one-by-one-selection.ts';

/**
 * Stages as labels on issues. GitHub has no conditional write for labels: between a read and a write a person may
 * label the issue too. So a write never replaces all labels; it adds the new one and then takes the others away, one
 * by one. Whoever reads in between, or after a write that broke off, sees two stages and leaves the item alone. At no
 * moment is an item in no stage.
 */
export class GitHubLabelsBoard implements Board {
  readonly #states: States;
  readonly #github: GitHub;
  readonly #repositories: readonly RepositoryName[];

  constructor(github: GitHub, repositories: readonly RepositoryName[], states: States) {
    this.#github = github;
    this.#repositories = repositories;
    this.#states = states;
  }

  /** Labels are made when they are needed: every configured state is there. */
  async readStates(): Promise<States> {
    return this.#states;
  }

  async list(stages: readonly Stage[]): Promise<readonly BoardItem[]> {
    const labels = this.#states.filter(({ stage }) => stages.includes(stage)).map(({ name }) => name);
    const listings = await Promise.all(
      this.#repositories.flatMap((repository) =>
        labels.map((label) => listOpenIssues(this.#github, repository, label)),
      ),
    );
    return this.#union(listings.flat()).filter((item) =>
      item.states.some(({ stage }) => stages.includes(stage)),
    );
  }

  async read(id: ItemId): Promise<BoardItem | undefined> {
    const issue = await readIssue(this.#github, id);
    return issue && !issue.pullRequest ? this.#toItem(issue) : undefined;
  }

  /** One request where only the destination's label is there already, and one more for each other stage's. */
  async write(id: ItemId, to: State): Promise<void> {
    const labels = await addLabel(this.#github, id, to.name);
    for (const label of labels) {
      if (this.#statesOf([label]).some(({ stage }) => stage !== to.stage)) {
        await removeLabel(this.#github, id, label).catch(afterAdding);
      }
    }
  }

  openSelection(): BoardSelection {
    return new OneByOneSelection(this.#github, this, this.#repositories);
  }

  /**
   * The listings were read at different moments, so that an item that moves meanwhile may be in two of them with
   * different labels. Nothing says which is newer: it then counts as being in both stages, which blocks it.
   */
  #union(issues: readonly Issue[]): readonly BoardItem[] {
    const found = new Map<string, Issue>();
    for (const issue of issues) {
      const key = formatItemId(issue.id).toLowerCase();
      const labels = found.get(key)?.labels ?? [];
      found.set(key, { ...issue, labels: [...labels, ...issue.labels] });
    }
    return [...found.values()].map((issue) => this.#toItem(issue));
  }

  #toItem({ id, title, body, url, open, createdAt, labels, openBlockers }: Issue): BoardItem {
    return { id, title, body, url, open, createdAt, openBlockers, states: this.#statesOf(labels) };
  }

  #statesOf(labels: readonly string[]): States {
    return this.#states.filter(({ name }) => labels.some((label) => isSameName(label, name)));
  }
}

/** The new label is there by now, whatever became of the old one. */
function afterAdding(error: unknown): never {
  if (!(error instanceof GitHubError)) throw error;
  throw error.withEffectInDoubt();
}
