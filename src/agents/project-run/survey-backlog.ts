import type { BoardSelection } from '../../boards/board.ts';
import type { BacklogSnapshot, ReadyItem } from '../../core/agents/backlog-snapshot.ts';
import { itemKey } from '../../core/item-id.ts';
import { blockers, type Dependency } from '../../core/policy/blockers.ts';
import { candidates, inFlight } from '../../core/policy/select.ts';
import type { Blocked, PolicyResult } from '../../engines/policy/select-items.ts';

export type Survey =
  /** There is nothing to choose, and so no reason to pay for an opinion. */
  | { readonly kind: 'decided'; readonly result: PolicyResult }
  | { readonly kind: 'open'; readonly snapshot: BacklogSnapshot };

/** More would not make a choice better, and each costs a look-up. */
const MOST_READY = 20;

/**
 * What code can decide before a model is asked: whether there is room, whether there is anything, and what waits. What
 * cannot be read throws, and then nothing is chosen.
 */
export async function surveyBacklog(selection: BoardSelection, maxInFlight: number): Promise<Survey> {
  let listing = await selection.read();
  const count = inFlight(listing.items).length + listing.unlisted.inFlight;
  const backlog = candidates(listing.items).length + listing.unlisted.backlog;
  const blocked: Blocked[] = [];
  const ready: ReadyItem[] = [];
  const seen = new Set<string>();
  const lookAtListed = async (): Promise<void> => {
    for (const item of candidates(listing.items)) {
      const key = itemKey(item.id);
      if (seen.has(key)) continue;
      if (ready.length >= MOST_READY) return;
      seen.add(key);
      const read = await selection.dependenciesOf(item);
      const reasons = blockers(read);
      const idsOf = (kind: Dependency['kind']) =>
        read.dependencies.filter((one) => one.kind === kind).map(({ id }) => id);
      if (reasons.length > 0) blocked.push({ id: item.id, blockers: reasons });
      else ready.push({ item, resolved: idsOf('resolved'), missing: idsOf('missing') });
    }
  };
  if (count < maxInFlight) {
    await lookAtListed();
    while (ready.length === 0) {
      const more = await selection.readOn();
      if (!more) break;
      listing = more;
      await lookAtListed();
    }
  }
  const notLookedAt = count < maxInFlight ? backlog - seen.size : 0;
  if (ready.length === 0) {
    return { kind: 'decided', result: { attempts: [], blocked, inFlight: count, backlog, notLookedAt } };
  }
  const waiting = blocked.length;
  return { kind: 'open', snapshot: { inFlight: count, maxInFlight, backlog, notLookedAt, waiting, ready } };
}
