import type { ObserveCommand } from '../ledger-command.ts';
import type { LedgerState } from '../ledger-state.ts';
import { compareVersions } from '../version.ts';
import { accepted, type EntryFacts, type LedgerVerdict, noop, refused } from './ledger-verdict.ts';
import { requestOf } from './request-of.ts';

/** What follows from what the board shows: a decided move is done, or a person moved the item, which starts an agent. */
export function decideObserve(state: LedgerState, command: ObserveCommand, facts: EntryFacts): LedgerVerdict {
  const { item, starts, sighting } = command;
  const { version, readAt, ambiguous, open } = sighting;
  if (ambiguous) return refused('state-ambiguous');
  const known = state.items[item];
  if (known) {
    const age = compareVersions(known.seen, version, readAt);
    if (age === 'older') return refused('state-stale');
    if (age === 'same') return noop('already-known');
    if (known.move?.to === version.stage) {
      return accepted({ type: 'item-seen', item, version, by: 'settled', requests: [] });
    }
  }
  if (!starts && !known) return noop('no-trigger');
  if (!known && version.at < state.since) return refused('before-ledger');
  const requests = starts && open ? [requestOf(starts, item, facts)] : [];
  return accepted({ type: 'item-seen', item, version, by: 'person', requests });
}
