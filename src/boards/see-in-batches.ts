import type { ItemId } from '../core/item-id.ts';
import type { Seen } from '../core/ledger/ledger-command.ts';

/** In one request; more would make it a slow one, which GitHub breaks off. */
const AT_ONCE = 50;

/** What a board shows of any number of items. The lists are read once, beside the first of them. */
export async function seeInBatches(
  items: readonly ItemId[],
  list: boolean,
  seeSome: (items: readonly ItemId[], list: boolean) => Promise<Seen>,
): Promise<Seen> {
  if (items.length === 0 && !list) return { sightings: [], inFlight: [], backlog: 0 };
  const first = await seeSome(items.slice(0, AT_ONCE), list);
  const sightings = [...first.sightings];
  for (let start = AT_ONCE; start < items.length; start += AT_ONCE) {
    const more = await seeSome(items.slice(start, start + AT_ONCE), false);
    sightings.push(...more.sightings);
  }
  return { ...first, sightings };
}
