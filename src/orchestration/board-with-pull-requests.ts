import { branchName } from '../core/branch-name.ts';
import { type SeenPullRequests, seePullRequests } from '../github/repositories/see-pull-requests.ts';
import type { GitHub } from '../github/wire/client.ts';
import type { LedgerBoard } from '../ledger/ledger-world.ts';

/** So many items are asked about with one request. */
const BATCH = 50;

interface Options {
  readonly github: GitHub;
  /** Key of the project. */
  readonly project: string;
}

/**
 * The board as the reconciler sees it: with what the items' pull requests tell, which the board itself does not know.
 */
export function boardWithPullRequests(board: LedgerBoard, { github, project }: Options): LedgerBoard {
  return {
    writeAndSee: (item, to) => board.writeAndSee(item, to),
    see: async (items, options) => {
      const seen = await board.see(items, options);
      const all = items.map((item) => ({ item, branch: branchName(project, item) }));
      const pullRequests: SeenPullRequests[] = [];
      for (let from = 0; from < all.length; from += BATCH) {
        pullRequests.push(...(await seePullRequests(github, all.slice(from, from + BATCH))));
      }
      return {
        ...seen,
        sightings: seen.sightings.map(
          (sighting, index) => sighting && { ...sighting, ...pullRequests[index] },
        ),
      };
    },
  };
}
