import type { BoardItem } from '../../core/board-item.ts';
import type { ProjectsBoardConfig } from '../../core/config/config.ts';
import { formatItemId, type ItemId, isSameItem, type RepositoryName } from '../../core/item-id.ts';
import type { Stage } from '../../core/stages.ts';
import { inPipelineOrder, type State, type States, stateOf } from '../../core/states.ts';
import { tooMany } from '../../core/text/github-error.ts';
import * as text from '../../core/text/projects-board.ts';
import type { GitHub } from '../../github/client.ts';
import { findProjectItems } from '../../github/find-project-items.ts';
import { GitHubError } from '../../github/github-error.ts';
import type { Card, IssueWithCards } from '../../github/project-cards.ts';
import { type ProjectLayout, readProjectLayout } from '../../github/project-layout.ts';
import { readProjectItem } from '../../github/read-project-item.ts';
import { updateProjectItem } from '../../github/update-project-item.ts';
import type { Board } from '../board.ts';
import { covers, itemSearch } from './item-search.ts';
import { type ResolvedBoard, resolveBoard } from './resolve-board.ts';

/** The names that a query has to be written with, before the board itself has said what they are. */
interface Names {
  readonly field: string;
  readonly states: States;
}

interface Answered<T> {
  readonly answer: T;
  readonly board: ResolvedBoard;
}

/**
 * Stages as options of a single select field of a GitHub project. GitHub has no conditional write for it either: between
 * a read and a write a person may drag the card. The write asks for the value that the field then has, and one that is
 * not ours is a failure, but a later one cannot be seen.
 *
 * Every query reads the field and its options along with what it is for, so that a renamed option is known at once. It
 * has to be written with their names, though: the first one takes those of the configuration, and is repeated with the
 * right ones where the board has others.
 */
export class GitHubProjectsBoard implements Board {
  readonly #github: GitHub;
  readonly #repositories: readonly RepositoryName[];
  readonly #config: ProjectsBoardConfig;
  #names: Names;
  #board: ResolvedBoard | undefined;
  /** The cards of what was read last: a write that follows need not look for them. */
  readonly #cards = new Map<string, readonly Card[]>();

  constructor(github: GitHub, repositories: readonly RepositoryName[], config: ProjectsBoardConfig) {
    this.#github = github;
    this.#repositories = repositories;
    this.#config = config;
    this.#names = config;
  }

  async readStates(): Promise<States> {
    if (this.#board) return this.#board.states;
    const { states } = await this.#learn(await readProjectLayout(this.#github, this.#config));
    return states;
  }

  async list(stages: readonly Stage[]): Promise<readonly BoardItem[]> {
    const found = new Map<string, BoardItem>();
    let after: string | undefined;
    do {
      const { answer, board } = await this.#search(stages, after);
      for (const issue of answer.issues) {
        const item = this.#toItem(issue, board);
        const isWanted = item.states.some(({ stage }) => stages.includes(stage));
        if (item.open && isWanted && this.#isOurs(item.id)) found.set(keyOf(item.id), item);
      }
      after = answer.next;
    } while (after !== undefined);
    return [...found.values()];
  }

  async read(id: ItemId): Promise<BoardItem | undefined> {
    const { answer, board } = await this.#ask((names) =>
      readProjectItem(this.#github, this.#reference(names), id),
    );
    if (!answer.issue) return undefined;
    this.#cards.set(keyOf(id), cardsOn(board, answer.issue));
    return this.#toItem(answer.issue, board);
  }

  /** One request after `read`, and otherwise one more to find the card. */
  async write(id: ItemId, to: State): Promise<void> {
    const item = formatItemId(id);
    const doing = `move ${item} to "${to.name}"`;
    const card = await this.#cardOf(id);
    const board = this.#board;
    const option = board && stateOf(to.stage, board.states)?.id;
    if (!board || option === undefined) {
      throw new GitHubError({ reason: 'unknown-state', message: text.stageMissing(this.#config, to.stage) });
    }
    this.#cards.delete(keyOf(id));
    const value = await updateProjectItem(
      this.#github,
      { name: this.#config, doing },
      { project: board.project, card: card.id, field: board.field, option },
    );
    if (value?.optionId !== option) {
      throw new GitHubError({
        reason: 'state-changed',
        message: text.writtenOver(item, to.name, value?.name),
      });
    }
  }

  async #cardOf(id: ItemId): Promise<Card> {
    const known = this.#cards.get(keyOf(id));
    if (!known && !(await this.read(id))) {
      throw new GitHubError({ reason: 'item-missing', message: text.itemMissing(formatItemId(id)) });
    }
    const cards = known ?? this.#cards.get(keyOf(id)) ?? [];
    const [card] = cards;
    if (!card) {
      throw new GitHubError({ reason: 'no-stage', message: text.notOnBoard(formatItemId(id), this.#config) });
    }
    if (cards.length > 1) {
      const message = text.shownTwice(formatItemId(id), this.#config, cards.length);
      throw new GitHubError({ reason: 'state-ambiguous', message });
    }
    return card;
  }

  #search(stages: readonly Stage[], after: string | undefined) {
    return this.#ask(
      (names) =>
        findProjectItems(this.#github, this.#reference(names), {
          search: itemSearch({ project: this.#config, repositories: this.#repositories, ...names }, stages),
          after,
        }),
      (names, board) => covers(names.states, board.states, stages),
    );
  }

  /** Asks with the names that are known, and once more if the answer shows that they are others. */
  async #ask<T extends { readonly layout: ProjectLayout }>(
    ask: (names: Names) => Promise<T>,
    isRight: (names: Names, board: ResolvedBoard) => boolean = () => true,
  ): Promise<Answered<T>> {
    const names = this.#names;
    const answer = await ask(names);
    const board = await this.#learn(answer.layout);
    if (names.field === board.field.name && isRight(names, board)) return { answer, board };
    const again = await ask(this.#names);
    return { answer: again, board: await this.#learn(again.layout) };
  }

  async #learn(layout: ProjectLayout): Promise<ResolvedBoard> {
    const board = await resolveBoard(this.#github, this.#config, layout);
    this.#board = board;
    this.#names = { field: board.field.name, states: board.states };
    return board;
  }

  #reference({ field }: Names) {
    return { owner: this.#config.owner, number: this.#config.number, field };
  }

  #isOurs(id: ItemId): boolean {
    return this.#repositories.some((one) => isSameItem({ ...one, number: id.number }, id));
  }

  #toItem(issue: IssueWithCards, board: ResolvedBoard): BoardItem {
    const { id, title, body, url, open, createdAt, openBlockers } = issue;
    const cards = cardsOn(board, issue);
    const states = cards.flatMap(({ value }) => board.states.filter((state) => state.id === value?.optionId));
    return {
      id,
      title,
      body,
      url,
      open,
      createdAt,
      openBlockers,
      states: inPipelineOrder(states),
      ...(cards.length > 1 && { cards: cards.length }),
    };
  }
}

function cardsOn({ project }: ResolvedBoard, { id, cards, hasMoreCards }: IssueWithCards): readonly Card[] {
  if (hasMoreCards) {
    const message = tooMany(`read the cards of ${formatItemId(id)}`, cards.length);
    throw new GitHubError({ reason: 'answer-unexpected', message });
  }
  return cards.filter((card) => card.project === project);
}

function keyOf(id: ItemId): string {
  return formatItemId(id).toLowerCase();
}
