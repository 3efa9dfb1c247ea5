import { NO_BUDGET, type RunBudget } from '../../../src/core/ledger/budget.ts';
import type { Policy } from '../../../src/core/ledger/circumstances.ts';
import { reconcile } from '../../../src/core/ledger/protocol/reconcile.ts';
import type { Casting } from '../script.ts';
import { app } from './app.ts';
import { backlogManager, habitsOf } from './backlog-manager.ts';
import { HABITS, implementation, publisher } from './implementation.ts';
import { type Play, product } from './model-effect.ts';
import { BACKLOG_MANAGER, startsAt } from './moved.ts';
import { mover } from './mover.ts';
import { merging, routing } from './router.ts';
import { nameOf, type Spec } from './spec.ts';

/** The real protocols: every role plays as the product does. */
export function faithful(maxInFlight: number, budget: RunBudget = NO_BUDGET): Casting {
  return (spec) => playOf(spec, { maxInFlight, budget });
}

interface Bounds {
  readonly maxInFlight: number;
  readonly budget: RunBudget;
}

function playOf(spec: Spec, { maxInFlight, budget }: Bounds): Play {
  switch (spec.role) {
    case 'backlog-manager':
      return backlogManager(spec, habitsOf(maxInFlight));
    case 'implementation':
      return implementation(spec, { ...HABITS, budget });
    case 'mover':
      return mover(spec, { maxInFlight });
    case 'router':
      return product(routing(spec));
    case 'merger':
      return product(merging(spec));
    case 'app':
      return app(spec);
    case 'reconciler':
      return product(reconcile({ id: nameOf(spec), run: null, policy: policyOf(maxInFlight) }));
    case 'publisher':
      return publisher(spec);
  }
}

function policyOf(maxInFlight: number): Policy {
  return {
    maxInFlight,
    maxAttempts: HABITS.maxAttempts,
    hasReview: true,
    startsAt,
    filler: BACKLOG_MANAGER,
  };
}
