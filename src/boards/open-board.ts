import type { Config } from '../core/config/config.ts';
import type { GitHub } from '../github/wire/client.ts';
import type { Board } from './board.ts';
import { GitHubLabelsBoard } from './github-labels/github-labels-board.ts';
import { GitHubProjectsBoard } from './github-projects/github-projects-board.ts';

/** Clients of all places that can hold a board. A new provider adds its own. */
export interface Providers {
  readonly github: GitHub;
}

/** The board that a configuration names. Nothing is read yet. */
export function openBoard(config: Config, { github }: Providers): Board {
  const { board, repositories } = config;
  switch (board.type) {
    case 'github-labels':
      return new GitHubLabelsBoard(github, repositories, board.states);
    case 'github-projects':
      return new GitHubProjectsBoard(github, repositories, board);
  }
}
