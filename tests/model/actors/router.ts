import { observeItem, requestRun } from '../../../src/core/ledger/protocol/answer-event.ts';
import { moveItems } from '../../../src/core/ledger/protocol/move-items.ts';
import { MERGE_FROM } from '../../../src/core/routing/route.ts';
import { type Play, product } from './model-effect.ts';
import { BACKLOG_MANAGER, startsAt } from './moved.ts';
import { nameOf, type Spec } from './spec.ts';

/** The app hears that an item entered a stage: tells the ledger what the board shows, and starts what follows. */
export function* router({ item, enters, number }: Extract<Spec, { role: 'router' }>): Play {
  const id = nameOf({ role: 'router', number, item, enters });
  return enters === 'backlog'
    ? yield* product(requestRun(id, BACKLOG_MANAGER))
    : yield* product(observeItem(id, { item, startsAt }));
}

/** The app hears of a merge: the item moves on, and the capacity that it leaves is to be filled. */
export function* merger(spec: Extract<Spec, { role: 'merger' }>): Play {
  const name = nameOf(spec);
  const { item } = spec;
  const move = { id: `${name}/move`, item, expected: MERGE_FROM, to: 'merged', run: null } as const;
  yield* product(moveItems({ id: `${name}/move`, moves: [move] }));
  return yield* product(requestRun(`${name}/request`, BACKLOG_MANAGER));
}
