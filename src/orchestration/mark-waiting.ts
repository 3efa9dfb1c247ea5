import type { ItemId } from '../core/item-id.ts';
import * as text from '../core/text/max-runs.ts';
import { updateStatus } from '../github/issues/update-status.ts';
import type { DispatchSurroundings } from './send-dispatch.ts';

type MarkSurroundings = Pick<DispatchSurroundings, 'github' | 'config' | 'now'>;

/**
 * Says on the item that it waits for a place. The status is the only memory of it: by it an item whose dispatch was put
 * off is told from one that was in todo before Interlock came, which nobody is to start.
 */
export function markWaiting(item: ItemId, { github, config, now }: MarkSurroundings): Promise<void> {
  return updateStatus(github, item, {
    project: config.project,
    status: 'waiting',
    line: text.waitsLine(config.maxRuns),
    reason: 'runs-full',
    at: now(),
  });
}

/** Takes the mark away, once the run is on its way. */
export function markStarted(
  item: ItemId,
  { github, config, now, runUrl }: MarkSurroundings & { readonly runUrl: string | undefined },
): Promise<void> {
  return updateStatus(github, item, {
    project: config.project,
    status: 'started',
    line: text.startedLine(),
    runUrl,
    at: now(),
  });
}
