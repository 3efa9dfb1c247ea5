import { observeItem, requestRun } from '../../../src/core/ledger/protocol/answer-event.ts';
import type { Protocol } from '../../../src/core/ledger/protocol/effect.ts';
import { moveItems } from '../../../src/core/ledger/protocol/move-items.ts';
import { MERGE_FROM } from '../../../src/core/routing/route.ts';
import { BACKLOG_MANAGER, startsAt } from './moved.ts';
import { nameOf, type Spec } from './spec.ts';

type Router = Extract<Spec, { role: 'router' }>;
type Merger = Extract<Spec, { role: 'merger' }>;

/** The app hears that an item entered a stage: tells the ledger what the board shows, and starts what follows. */
export function routing(spec: Router): Protocol<unknown> {
  const { item, enters } = spec;
  const id = nameOf(spec);
  return enters === 'backlog' ? requestRun(id, BACKLOG_MANAGER) : observeItem(id, { item, startsAt });
}

/** The app hears of a merge: the item moves on, and the capacity that it leaves is to be filled. */
export function* merging(spec: Merger): Protocol<unknown> {
  const name = nameOf(spec);
  const { item } = spec;
  const move = { id: `${name}/move`, item, expected: MERGE_FROM, to: 'merged', run: null } as const;
  yield* moveItems({ id: `${name}/move`, moves: [move] });
  return yield* requestRun(`${name}/request`, BACKLOG_MANAGER);
}
