import type { ItemId } from '../core/item-id.ts';
import type { Answers, Effect } from '../core/ledger/protocol/effect.ts';
import type { Seen } from '../core/ledger/seen.ts';
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
