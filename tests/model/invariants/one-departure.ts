import type { Invariant } from './invariant.ts';

/** I2: an item leaves a stage once a visit. */
export const oneDeparture: Invariant = {
  id: 'I2',
  promise: 'one departure',
  broken: ({ step: { happened }, after }) => {
    if (happened?.kind !== 'appended' && happened?.kind !== 'written') return undefined;
    for (const [item, { history }] of Object.entries(after.cells)) {
      for (const { stage, departures } of history) {
        if (departures.length > 1)
          return `${item} left ${stage} twice in one visit: ${departures.join(' and ')}`;
      }
    }
    return undefined;
  },
};
