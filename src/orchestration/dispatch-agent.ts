import type { ItemId } from '../core/item-id.ts';
import { isFull, placesOf } from '../core/policy/max-runs.ts';
import { ProviderError } from '../core/provider-error.ts';
import type { DispatchIntent } from '../core/routing/route.ts';
import { parseRunName } from '../core/run-name.ts';
import * as text from '../core/text/max-runs.ts';
import { listLiveRuns } from '../github/actions/list-runs.ts';
import { dispatchThroughLedger } from './dispatch-through-ledger.ts';
import { type EventDecision, eventFailed, skipped } from './event-decision.ts';
import { markWaiting } from './mark-waiting.ts';
import { type DispatchSurroundings, sendDispatch } from './send-dispatch.ts';

/** Starts one run of an agent. Starting it twice is safe: the run itself decides whether there is something to do. */
export async function dispatchAgent(
  { agent, item, cause }: DispatchIntent,
  surroundings: DispatchSurroundings,
): Promise<EventDecision> {
  if (surroundings.config.mode === 'observe') {
    return skipped('observed', `${agent} would be started because of ${cause}.`);
  }
  try {
    const { ledger, config, tell } = surroundings;
    // The ledger knows itself which run of a singleton nobody has begun yet.
    const heldBack = item
      ? await holdItemBack(item, surroundings)
      : !ledger && (await holdSingletonBack(agent, surroundings));
    if (heldBack) return heldBack;
    if (ledger)
      return await dispatchThroughLedger(
        ledger,
        { kind: 'dispatch', agent, cause, ...(item && { item }) },
        { config, tell },
      );
    return await sendDispatch({ agent, item, cause, key: surroundings.router }, surroundings);
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    return eventFailed(error.reason, error.message);
  }
}

/** Where as many items are implemented as may be, the item is told to wait. What cannot be counted is not started. */
async function holdItemBack(
  item: ItemId,
  surroundings: DispatchSurroundings,
): Promise<EventDecision | undefined> {
  const { github, config } = surroundings;
  const runs = await listLiveRuns(github, config.home, config.workflow);
  if (!isFull(item, runs, placesOf(config))) return undefined;
  await markWaiting(item, surroundings);
  return skipped('runs-full', text.waits(item, config.maxRuns));
}

/**
 * A run of a project's singleton that waits for the one before it will read later than what this event tells happened,
 * so that forty cards moved at once need no forty runs of which each replaces the one before. Where it cannot be read,
 * one run too many is sent, and waits.
 */
async function holdSingletonBack(
  agent: string,
  { github, config }: DispatchSurroundings,
): Promise<EventDecision | undefined> {
  try {
    const runs = await listLiveRuns(github, config.home, config.workflow);
    const waiting = runs.find(({ displayTitle, isPending }) => {
      const name = parseRunName(displayTitle);
      return isPending && name?.agent === agent && name.subject === config.project;
    });
    if (!waiting) return undefined;
    const detail = `run ${waiting.id} of ${agent} waits for its turn, and will see what is new`;
    return skipped('run-waiting', detail);
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    return undefined;
  }
}
