import { moveItems, type WantedMove } from '../../../src/core/ledger/protocol/move-items.ts';
import { transact } from '../../../src/core/ledger/protocol/transact.ts';
import { type Play, product } from './model-effect.ts';
import { afterMoving, IMPLEMENTATION } from './moved.ts';
import { nameOf, type Spec } from './spec.ts';

type Mover = Extract<Spec, { role: 'mover' }>;

/** `task: move` of a user's own workflow: in no concurrency group, and under no claim. */
export function* mover(spec: Mover, { maxInFlight }: { readonly maxInFlight: number }): Play {
  const id = nameOf(spec);
  const { item, from, to, run } = spec;
  const starts = to === 'todo' ? { starts: IMPLEMENTATION } : {};
  const moves: readonly WantedMove[] = [{ id: `${id}/move`, item, expected: [from], to, run, ...starts }];
  const ends = yield* product(moveItems({ id, moves, maxInFlight }));
  const commands = yield* afterMoving(moves, ends);
  if (commands.length > 0) {
    yield* product(transact(`${id}/after`, () => ({ kind: 'commands', commands, read: undefined })));
  }
  return ends;
}
