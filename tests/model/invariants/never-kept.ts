import { isRunning } from '../world/runs.ts';
import type { Invariant } from './invariant.ts';

/**
 * What no software can keep on GitHub, because a label and a project's field have no conditional write. The negative controls
 * ask for it, and the model has to find it broken.
 */
export const deadRunsWriteNothing: Invariant = {
  id: 'I5',
  promise: 'a run that GitHub took for dead writes nothing on the board',
  broken: ({ before, step: { happened } }) => {
    if (happened?.kind !== 'written') return undefined;
    const { by, item, to } = happened;
    return by.run && !isRunning(before, by.run)
      ? `${by.name}, whose run is over, wrote ${item} to ${to}`
      : undefined;
  },
};
