import { describeBoard } from './board.ts';
import { createGitHubLabelsWorld } from './github-labels-world.ts';

describeBoard('GitHub labels', createGitHubLabelsWorld);
