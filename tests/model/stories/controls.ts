import { deadRunsWriteNothing } from '../invariants/never-kept.ts';
import { peopleWinAlways } from '../invariants/people-win.ts';
import type { Story } from '../story.ts';
import { story } from './setting.ts';
import { lostAndReRun, managerAndPerson } from './situations.ts';

/** What nobody can keep on GitHub. A model in which these hold is not a model of GitHub. */
export const negativeControls: readonly Story[] = [
  story('a board write by a holder that GitHub has lost sight of', {
    ...lostAndReRun,
    invariants: [deadRunsWriteNothing],
    passes: 0,
  }),
  story("a person's drag between the last read and the write", {
    ...managerAndPerson,
    invariants: [peopleWinAlways],
    passes: 0,
  }),
];
