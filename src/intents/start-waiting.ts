import { openBoard } from '../boards/open-board.ts';
import { isAmbiguous } from '../core/board-item.ts';
import { handoverKey } from '../core/handover.ts';
import { formatItemId, type ItemId } from '../core/item-id.ts';
import { itemsAtWork, nextWaiting, type WaitingItem } from '../core/policy/max-runs.ts';
import * as text from '../core/text/max-runs.ts';
import { GitHubError } from '../github/github-error.ts';
import { listLiveRuns } from '../github/list-runs.ts';
import { readStatuses } from '../github/update-status.ts';
import { type Decision, failed, skipped } from './decision.ts';
import { markStarted } from './mark-waiting.ts';
import { type DispatchSurroundings, sendDispatch } from './send-dispatch.ts';

/** So many status comments are read with one request. */
const BATCH = 50;

interface StartWaitingOptions extends DispatchSurroundings {
  /** The run that looks with its last step: it works no longer, though GitHub lists it as in progress. */
  readonly ending?: { readonly runId: number };
}

/**
 * Starts the items in todo that wait for a place, as far as there are places. Where none is free, or nothing is in todo,
 * that takes one or two requests. Two that look at once may start one item twice; its second run finds it taken.
 */
export async function startWaiting({ ending, ...surroundings }: StartWaitingOptions): Promise<Decision> {
  const { github, config, router } = surroundings;
  if (config.mode === 'observe') return skipped('none-waiting', text.noneWaits());
  try {
    const live = await listLiveRuns(github, config.home, config.workflow);
    const runs = live.filter(({ id }) => id !== ending?.runId);
    if (itemsAtWork(runs).size >= config.maxRuns) return skipped('none-waiting', text.noneWaits());
    const waiting = await findWaiting(surroundings);
    const started: Decision[] = [];
    for (const item of nextWaiting(waiting, runs, config.maxRuns)) {
      const key = ending ? handoverKey(ending.runId) : router;
      started.push(await start(item, key, surroundings));
    }
    return conclude(started);
  } catch (error) {
    if (!(error instanceof GitHubError)) throw error;
    return failed(error.reason, error.message);
  }
}

async function findWaiting({ github, config }: DispatchSurroundings): Promise<readonly WaitingItem[]> {
  const todo = (await openBoard(config, github).list(['todo'])).filter((item) => !isAmbiguous(item));
  const waiting: WaitingItem[] = [];
  for (let from = 0; from < todo.length; from += BATCH) {
    const batch = todo.slice(from, from + BATCH).map(({ id }) => id);
    const statuses = await readStatuses(github, batch, config.project);
    for (const [index, id] of batch.entries()) {
      const status = statuses[index];
      if (status?.status === 'waiting') waiting.push({ id, since: status.history[0]?.at ?? '' });
    }
  }
  return waiting;
}

/** First the run, then the word: a mark that is taken away without a run would have the item forgotten. */
async function start(item: ItemId, key: string, surroundings: DispatchSurroundings): Promise<Decision> {
  const cause = `waited ${formatItemId(item)}`;
  const decision = await sendDispatch({ agent: 'implementation', item, cause, key }, surroundings);
  await markStarted(item, { ...surroundings, runUrl: decision.run?.url });
  return { ...decision, detail: text.waited(item) };
}

function conclude(started: readonly Decision[]): Decision {
  const [first] = started;
  if (!first) return skipped('none-waiting', text.noneWaits());
  return { ...first, detail: started.map(({ detail }) => detail).join(', ') };
}
