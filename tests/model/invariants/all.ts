import { budget } from './budget.ts';
import { capacity } from './capacity.ts';
import { failClosed } from './fail-closed.ts';
import { fencing } from './fencing.ts';
import type { Invariant } from './invariant.ts';
import { oneDeparture } from './one-departure.ts';
import { oneHolder } from './one-holder.ts';
import { onePullRequest } from './one-pull-request.ts';
import { peopleWin } from './people-win.ts';

/** What must hold of every step. I6 is asked where nothing is left to happen: `no-lost-wake-up.ts`. */
export const invariants: readonly Invariant[] = [
  oneHolder,
  oneDeparture,
  capacity,
  onePullRequest,
  fencing,
  peopleWin,
  failClosed,
  budget,
];
