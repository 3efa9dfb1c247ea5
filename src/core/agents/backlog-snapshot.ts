import type { BoardItem } from '../board-item.ts';
import { formatItemId, type ItemId } from '../item-id.ts';
import { visibleText } from '../markdown/hidden-text.ts';
import { cut } from '../text/cut.ts';

/** An item of the backlog that waits for nothing, by what could be read. */
export interface ReadyItem {
  readonly item: BoardItem;
  /** What it named as something to wait for, and is finished. */
  readonly resolved: readonly ItemId[];
  /** What it named, and does not exist. */
  readonly missing: readonly ItemId[];
}

/** The backlog as an agent that chooses from it is shown it. */
export interface BacklogSnapshot {
  readonly inFlight: number;
  readonly maxInFlight: number;
  /** All that is in backlog, by the provider's own count. */
  readonly backlog: number;
  /** Of it, what was not looked at. */
  readonly notLookedAt: number;
  /** Of it, what waits for something or cannot be read. */
  readonly waiting: number;
  /** Oldest first. */
  readonly ready: readonly ReadyItem[];
}

const LONGEST_TITLE = 200;
const LONGEST_TEXT = 1_500;

/**
 * JSON for a prompt. Only what may be chosen is named. Counts that could not be read never come this far: then nothing is
 * chosen at all.
 */
export function snapshotText({ ready, ...counts }: BacklogSnapshot): string {
  const { inFlight, maxInFlight, backlog, notLookedAt, waiting } = counts;
  return JSON.stringify(
    {
      counts: {
        inFlight,
        maxInFlight,
        free: maxInFlight - inFlight,
        backlog,
        waitingForOthers: waiting,
        notLookedAt,
        reliable: true,
      },
      mayBeChosen: ready.map(({ item, resolved, missing }) => ({
        item: formatItemId(item.id),
        title: cut(visibleText(item.title), LONGEST_TITLE),
        createdAt: item.createdAt,
        dependencies: {
          finished: resolved.map(formatItemId),
          namedButNotThere: missing.map(formatItemId),
          unfinished: [],
        },
        text: cut(visibleText(item.body), LONGEST_TEXT),
      })),
    },
    null,
    2,
  );
}
