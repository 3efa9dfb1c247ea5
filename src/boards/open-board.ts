import type { Config } from '../core/config/config.ts';
import type { GitHub } from '../github/client.ts';
import type { Board } from './board.ts';
import { GitHubLabelsBoard } from './github-labels/github-labels-board.ts';

/** The board that a configuration names. Nothing is read yet. */
export function openBoard(config: Config, github: GitHub): Board {
  switch (config.board.type) {
    case 'github-labels':
      return new GitHubLabelsBoard(github, config.repositories, config.board.states);
  }
}
