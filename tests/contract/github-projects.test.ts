import { describeBoard } from './board.ts';
import { createGitHubProjectsWorld } from './github-projects-world.ts';

describeBoard('GitHub projects', createGitHubProjectsWorld);
