import type { BoardItem } from '../../core/board-item.ts';
import { formatItemId, type ItemId, itemKey, type RepositoryName } from '../../core/item-id.ts';
import type { Seen } from '../../core/ledger/ledger-command.ts';
import { ProviderError } from '../../core/provider-error.ts';
import { IN_FLIGHT_STAGES, type Stage } from '../../core/stages.ts';
import { isSameName, type State, type States, stateOf } from '../../core/states.ts';
import * as text from '../../core/text/labels-board.ts';
import { type Issue, listOpenIssues, readIssue } from '../../github/issues/issues.ts';
import { addLabel, removeLabel } from '../../github/issues/labels.ts';
import { moveLabel } from '../../github/issues/move-label.ts';
import { type SeenIssue, seeLabelledIssues } from '../../github/issues/see-labelled-issues.ts';
import type { GitHub } from '../../github/wire/client.ts';
import type { Board, BoardSelection, SeenAfterWrite } from '../board.ts';
import { OneByOneSelection } from '../github-issues/one-by-one-selection.ts';
import { seeInBatches } from '../see-in-batches.ts';
import { seenAfterWrite, sightingOfIssue } from './sighting-of.ts';

/**
 * Stages as labels on issues. GitHub has no conditional write for labels: between a read and a write a person may
 * label the issue too. So a write never replaces all labels; it adds the new one and then takes the others away, one
 * by one. A reader in between, or after a write that broke off, sees two stages and leaves the item alone. At no
 * moment is an item in no stage.
 */
export class GitHubLabelsBoard implements Board {
  readonly #states: States;
  readonly #github: GitHub;
  readonly #repositories: readonly RepositoryName[];
  /** What `see` showed last: a write that follows need not look for ids. */
  readonly #seen = new Map<string, SeenIssue>();

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

  /** Every issue of the repositories is on the board. */
  place(id: ItemId, to: State): Promise<void> {
    return this.write(id, to);
  }

  /** One request for up to fifty items, and further ones only if more than a page is in flight. */
  see(items: readonly ItemId[], { list }: { readonly list: boolean }): Promise<Seen> {
    return seeInBatches(items, list, (some, isListed) => this.#seeSome(some, isListed));
  }

  /** One request after `see`. Without the ids of the labels, as `write` does it, which makes the label. */
  async writeAndSee(item: ItemId, to: Stage): Promise<SeenAfterWrite> {
    const state = stateOf(to, this.#states);
    if (!state) throw new ProviderError({ reason: 'unknown-state', message: text.labelMissing(to) });
    const issue = this.#seen.get(itemKey(item));
    this.#seen.delete(itemKey(item));
    const add = issue?.labelIds.get(state.name);
    if (!issue || add === undefined) {
      await this.write(item, state);
      return this.#seenAfterWrite(item, to);
    }
    const remove = issue.labels.filter(({ name }) =>
      this.#statesOf([name]).some(({ stage }) => stage !== to),
    );
    const { added, removed } = await moveLabel(this.#github, {
      item,
      issue: issue.nodeId,
      add,
      remove: remove.map(({ id }) => id),
    });
    if (added.kind === 'failed') {
      if (removed?.kind === 'failed' && removed.error.ambiguous) throw added.error.withEffectInDoubt();
      if (removed?.kind !== 'done') throw added.error;
      // GitHub does the second even if it could not do the first: now the item is in no stage, and must not stay there.
      await addLabel(this.#github, item, state.name).catch(afterAdding);
      return this.#seenAfterWrite(item, to);
    }
    if (removed?.kind === 'failed') throw removed.error.withEffectInDoubt();
    return seenAfterWrite(removed?.value ?? added.value, this.#states, to);
  }

  openSelection(): BoardSelection {
    return new OneByOneSelection(this.#github, this, this.#repositories);
  }

  async #seeSome(items: readonly ItemId[], list: boolean): Promise<Seen> {
    const names = (stages: readonly Stage[]) =>
      this.#states.filter(({ stage }) => stages.includes(stage)).map(({ name }) => name);
    const { value, readAt } = await seeLabelledIssues(this.#github, {
      items,
      labels: this.#states.map(({ name }) => name),
      list: list
        ? { repositories: this.#repositories, inFlight: names(IN_FLIGHT_STAGES), backlog: names(['backlog']) }
        : undefined,
    });
    for (const issue of value.issues) if (issue) this.#seen.set(itemKey(issue.id), issue);
    const { listed } = value;
    return {
      sightings: value.issues.map((issue) => issue && sightingOfIssue(issue, this.#states, readAt)),
      inFlight: listed?.hasMore
        ? (await this.list(IN_FLIGHT_STAGES)).map(({ id }) => id)
        : (listed?.inFlight ?? []),
      backlog: listed?.backlog ?? 0,
    };
  }

  async #seenAfterWrite(item: ItemId, to: Stage): Promise<SeenAfterWrite> {
    await this.#seeSome([item], false);
    const issue = this.#seen.get(itemKey(item));
    if (issue) return seenAfterWrite(issue, this.#states, to);
    throw new ProviderError({ reason: 'item-missing', message: text.issueMissing(formatItemId(item)) });
  }

  /**
   * The listings were read at different moments, so that an item that moves meanwhile may be in two of them with
   * different labels. Nothing says which is newer: it then counts as being in both stages, which blocks it.
   */
  #union(issues: readonly Issue[]): readonly BoardItem[] {
    const found = new Map<string, Issue>();
    for (const issue of issues) {
      const key = itemKey(issue.id);
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
  if (!(error instanceof ProviderError)) throw error;
  throw error.withEffectInDoubt();
}
