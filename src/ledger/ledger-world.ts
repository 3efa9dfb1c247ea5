import type { ItemId } from '../core/item-id.ts';
import type { Seen } from '../core/ledger/ledger-command.ts';
import type { Answers, Effect, Protocol } from '../core/ledger/protocol/effect.ts';
import type { Version } from '../core/ledger/version.ts';
import type { Stage } from '../core/stages.ts';

/** What the protocols of the ledger may do to the world, by kind of effect. None throws for what GitHub answers. */
export type LedgerWorld = {
  readonly [Kind in Effect['kind']]: (effect: Extract<Effect, { kind: Kind }>) => Promise<Answers[Kind]>;
};

/** What the ledger asks of a board. Throws a `ProviderError` where it cannot answer. */
export interface LedgerBoard {
  see(items: readonly ItemId[], options: { readonly list: boolean }): Promise<Seen>;
  writeAndSee(item: ItemId, to: Stage): Promise<{ readonly version: Version; readonly inBoth: boolean }>;
}

/** The effects of a decision on the ledger itself, and nothing else in the world. */
export type LedgerStore = Pick<LedgerWorld, 'read-ledger' | 'append' | 'pass' | 'wait'>;

/** Runs a protocol to its end: performs each effect that it asks for, and hands back what came of it. */
export async function drive<T>(protocol: Protocol<T>, world: LedgerWorld): Promise<T> {
  let step = protocol.next();
  while (!step.done) step = protocol.next(await perform(step.value, world));
  return step.value;
}

function perform<Kind extends Effect['kind']>(
  effect: Extract<Effect, { kind: Kind }>,
  world: LedgerWorld,
): Promise<Answers[Kind]> {
  return world[effect.kind](effect);
}
