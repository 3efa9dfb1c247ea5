import { openBoard } from '../boards/open-board.ts';
import { agentOfWaiting } from '../core/agents/project-agents.ts';
import { isAmbiguous } from '../core/board-item.ts';
import { formatItemId, type ItemId } from '../core/item-id.ts';
import { causeAfter, itemsAtWork, nextWaiting, placesOf, type WaitingItem } from '../core/policy/max-runs.ts';
import { ProviderError } from '../core/provider-error.ts';
import * as text from '../core/text/max-runs.ts';
import { listLiveRuns } from '../github/actions/list-runs.ts';
import { readStatuses } from '../github/issues/update-status.ts';
import { type EventDecision, eventFailed, skipped } from './event-decision.ts';
import { markStarted } from './mark-waiting.ts';
import { type DispatchSurroundings, sendDispatch } from './send-dispatch.ts';
import { type ItemTurn, startInLedger } from './start-in-ledger.ts';

/** So many status comments are read with one request. */
const BATCH = 50;

interface StartWaitingOptions extends DispatchSurroundings {
  /** The run that looks with its last step: it works no longer, though GitHub lists it as in progress. */
  readonly ending?: { readonly runId: number };
}

/**
 * Starts the items in todo that wait for a place, as far as there are places. Where none is free, or nothing is in todo,
 * that takes one or two requests. Of two that look at once, with a ledger one starts an item; without one both may, and
 * its second run finds it taken.
 */
export async function startWaiting({ ending, ...surroundings }: StartWaitingOptions): Promise<EventDecision> {
  const { github, config } = surroundings;
  const agent = agentOfWaiting(config.agents)?.definition.name;
  if (agent === undefined || config.mode === 'observe') return skipped('none-waiting', text.noneWaits());
  try {
    const live = await listLiveRuns(github, config.home, config.workflow);
    const runs = live.filter(({ id }) => id !== ending?.runId);
    const places = placesOf(config);
    if (itemsAtWork(runs, places).size >= places.maxRuns) return skipped('none-waiting', text.noneWaits());
    const waiting = await findWaiting(surroundings);
    const starts = nextWaiting(waiting, runs, places).map((item) => ({
      agent,
      item,
      cause: causeOf(item, ending),
    }));
    return conclude(await startAll(starts, surroundings));
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    return eventFailed(error.reason, error.message);
  }
}

async function findWaiting({ github, config }: DispatchSurroundings): Promise<readonly WaitingItem[]> {
  const todo = (await openBoard(config, { github }).list(['todo'])).filter((item) => !isAmbiguous(item));
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

/** The cause names the run that ends, because it is not to be counted by the one that takes its place. */
function causeOf(item: ItemId, ending: StartWaitingOptions['ending']): string {
  const cause = `waited ${formatItemId(item)}`;
  return ending ? causeAfter(ending.runId, cause) : cause;
}

/** First the run, then the word: a mark that is taken away without a run would have the item forgotten. */
async function startAll(
  starts: readonly ItemTurn[],
  surroundings: DispatchSurroundings,
): Promise<readonly EventDecision[]> {
  const { ledger, router } = surroundings;
  const started: EventDecision[] = [];
  const note = async (item: ItemId, run: EventDecision['run']): Promise<void> => {
    await markStarted(item, { ...surroundings, runUrl: run?.url });
    started.push({ outcome: 'acted', reason: 'dispatched', detail: text.waited(item), ...(run && { run }) });
  };
  if (ledger) {
    const { sent, failures } = await startInLedger(ledger, starts);
    for (const { item, run } of sent) await note(item, run);
    return [...failures, ...started];
  }
  for (const start of starts) {
    await note(start.item, (await sendDispatch({ ...start, key: router }, surroundings)).run);
  }
  return started;
}

function conclude(started: readonly EventDecision[]): EventDecision {
  const [first] = started;
  if (!first) return skipped('none-waiting', text.noneWaits());
  return { ...first, detail: started.map(({ detail }) => detail).join(', ') };
}
