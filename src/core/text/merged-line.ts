import { formatItemId, type ItemId } from '../item-id.ts';

interface MergedMove {
  readonly pullRequest: ItemId;
  /** State names. */
  readonly from: string | undefined;
  readonly to: string;
}

/** Said on an item after the merge of its pull request has moved it. */
export function mergedLine({ pullRequest, from, to }: MergedMove): string {
  const way = from === undefined ? `to **${to}**` : `from **${from}** to **${to}**`;
  return `Moved ${way}: ${formatItemId(pullRequest)} was merged.`;
}
