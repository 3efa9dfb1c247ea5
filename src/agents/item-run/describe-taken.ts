import type { LeftPlace } from '../../core/text/left-work.ts';
import { readable } from '../git/byte-path.ts';
import type { LeftWork } from '../git/engine-commits.ts';
import type { LeftOut, TakenWork } from '../git/take-work.ts';

interface DescribedWork {
  readonly places: readonly LeftPlace[];
  readonly ignored: readonly string[];
  readonly isUnreadable: boolean;
  readonly filtered: readonly { readonly path: string; readonly filter: string }[];
}

const NOTHING: DescribedWork = { places: [], ignored: [], isUnreadable: false, filtered: [] };

/** What an engine left, for sentences: names are as readable as they can be. */
export function describeTaken(taken: TakenWork): DescribedWork {
  switch (taken.kind) {
    case 'nothing':
      return NOTHING;
    case 'filtered':
      return {
        ...NOTHING,
        filtered: taken.files.map(({ path, filter }) => ({ path: readable(path), filter })),
      };
    case 'commit':
    case 'elsewhere':
      return { ...NOTHING, ...describeLeftOut(taken) };
  }
}

function describeLeftOut({ left, ignored, isUnreadable }: LeftOut) {
  return { places: left.map(placeOf), ignored: ignored.map(readable), isUnreadable };
}

function placeOf({ where, tip, commits }: LeftWork): LeftPlace {
  const name = where.kind === 'branch' ? where.name : readable(where.path);
  return { kind: where.kind, name, tip, commits };
}
