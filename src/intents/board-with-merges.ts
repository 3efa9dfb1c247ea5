import type { GitHub } from '../github/client.ts';
import { findMerges } from '../github/find-merges.ts';
import type { LedgerBoard } from '../ledger/ledger-world.ts';

/** So many items are asked about with one request. */
const BATCH = 50;

/** The board, as the reconciler looks at it: with when pull requests were merged, of which the board itself knows nothing. */
export function boardWithMerges(board: LedgerBoard, github: GitHub): LedgerBoard {
  return {
    writeAndSee: (item, to) => board.writeAndSee(item, to),
    see: async (items, options) => {
      const seen = await board.see(items, options);
      const merges: (string | undefined)[] = [];
      for (let from = 0; from < items.length; from += BATCH) {
        merges.push(...(await findMerges(github, items.slice(from, from + BATCH))));
      }
      return {
        ...seen,
        sightings: seen.sightings.map((sighting, index) => {
          const mergedAt = merges[index];
          return sighting && mergedAt !== undefined ? { ...sighting, mergedAt } : sighting;
        }),
      };
    },
  };
}
