import type { ProjectsBoardConfig } from '../../core/config/config.ts';
import { type ItemId, isSameItem, type RepositoryName } from '../../core/item-id.ts';
import { ProviderError } from '../../core/provider-error.ts';
import type { States } from '../../core/states.ts';
import {
  type ProjectLayout,
  type ProjectReference,
  readProjectLayout,
} from '../../github/projects/project-layout.ts';
import type { GitHub } from '../../github/wire/client.ts';
import { type ResolvedBoard, resolveBoard } from './resolve-board.ts';

/** The names that a query has to be written with, before the board itself has said what they are. */
export interface Names extends ProjectReference {
  readonly states: States;
}

export interface Answered<T> {
  readonly answer: T;
  readonly board: ResolvedBoard;
}

/**
 * Every query reads the field and its options along with what it is for, so that a renamed option is known at once. It
 * has to be written with their names, though: the first one takes those of the configuration, and is repeated with the
 * right ones where the board has others.
 */
export class ProjectConnection {
  readonly github: GitHub;
  readonly config: ProjectsBoardConfig;
  readonly repositories: readonly RepositoryName[];
  #names: Names;
  #board: ResolvedBoard | undefined;

  constructor(github: GitHub, repositories: readonly RepositoryName[], config: ProjectsBoardConfig) {
    this.github = github;
    this.repositories = repositories;
    this.config = config;
    this.#names = config;
  }

  /** As the last answer showed it. */
  async board(): Promise<ResolvedBoard> {
    return this.#board ?? this.readAgain();
  }

  /** As it is now. */
  async readAgain(): Promise<ResolvedBoard> {
    return this.#learn(await readProjectLayout(this.github, this.config));
  }

  /** Asks with the names that are known, and once more if the answer shows that they are others. */
  async ask<T extends { readonly layout: ProjectLayout }>(
    question: (names: Names) => Promise<T>,
    isRight: (names: Names, board: ResolvedBoard) => boolean = () => true,
  ): Promise<Answered<T>> {
    // A field that is configured by its id has a name that only the project knows.
    if (!this.#board && this.config.field.startsWith('PVT')) await this.board();
    const names = this.#names;
    const answer = await this.#orExplained(names, question);
    const board = await this.#learn(answer.layout);
    if (names.field === board.field.name && isRight(names, board)) return { answer, board };
    const again = await question(this.#names);
    return { answer: again, board: await this.#learn(again.layout) };
  }

  /** A question that holds a name which is gone may be refused as it is. What is gone says the board itself. */
  async #orExplained<T>(names: Names, question: (names: Names) => Promise<T>): Promise<T> {
    try {
      return await question(names);
    } catch (error) {
      if (!(error instanceof ProviderError && error.reason === 'answer-unexpected')) throw error;
      const { field } = await this.readAgain();
      if (field.name === names.field) throw error;
      return question(this.#names);
    }
  }

  isOurs(id: ItemId): boolean {
    return this.repositories.some((one) => isSameItem({ ...one, number: id.number }, id));
  }

  async #learn(layout: ProjectLayout): Promise<ResolvedBoard> {
    const board = await resolveBoard(this.github, this.config, layout);
    const { owner, number } = this.config;
    this.#board = board;
    this.#names = { owner, number, field: board.field.name, states: board.states };
    return board;
  }
}
