import type { Policy } from '../circumstances.ts';
import type { ItemKey } from '../claim-subject.ts';
import type { AgentStart, LedgerCommand } from '../ledger-command.ts';
import { entryOfKey } from '../ledger-state.ts';
import { decideAndSend, type EventEnd } from './decide-and-send.ts';
import { type Protocol, perform } from './effect.ts';
import type { Preparation } from './transact.ts';

/** A run of an agent of the project is wanted. Of many who want it, while none has begun, one is sent. */
export function requestRun(
  id: string,
  { agent, cause }: AgentStart,
  also: readonly LedgerCommand[] = [],
): Protocol<EventEnd> {
  const commands = [{ kind: 'request', agent, cause, item: null } as const, ...also];
  return decideAndSend(id, () => ({ kind: 'commands', commands, read: undefined }));
}

/** An item is said to have entered a stage. The board is asked, and what it shows is told to the ledger. */
export function observeItem(
  id: string,
  { item, startsAt }: { readonly item: ItemKey; readonly startsAt: Policy['startsAt'] },
): Protocol<EventEnd> {
  return decideAndSend(id, () => prepareObservation(item, startsAt));
}

export interface WaitingStart extends AgentStart {
  readonly item: ItemKey;
}

/** Items are said to wait in todo. Of many who say so of an item, while it waits, one starts it. */
export function startWaitingItems(id: string, items: readonly WaitingStart[]): Protocol<EventEnd> {
  return decideAndSend(id, () => prepareStarts(items));
}

/**
 * A run that had to stand back gives its dispatch back: nothing has failed, and the item is started when it can be. One
 * that a person started has none.
 */
export function* giveBack(id: string, key: string): Protocol<EventEnd> {
  if (entryOfKey(key) === undefined) return { kind: 'decided', verdicts: [], sent: [] };
  const commands = [{ kind: 'lose', key, how: 'evicted', maxAttempts: 1 }] as const;
  return yield* decideAndSend(id, () => ({ kind: 'commands', commands, read: undefined }));
}

function* prepareObservation(item: ItemKey, startsAt: Policy['startsAt']): Protocol<Preparation<undefined>> {
  const answer = yield* perform({ kind: 'read-items', items: [item], inFlight: false });
  if (answer.kind === 'unreadable') return answer;
  const [sighting] = answer.sightings;
  if (!sighting) return { kind: 'stop', reason: 'item-missing', message: `${item} is not on the board.` };
  const { stage } = sighting.version;
  const starts = stage === null ? undefined : startsAt(stage, item);
  const commands = [{ kind: 'observe', item, sighting, ...(starts && { starts }) }] as const;
  return { kind: 'commands', commands, read: undefined };
}

function* prepareStarts(waiting: readonly WaitingStart[]): Protocol<Preparation<undefined>> {
  const items = waiting.map(({ item }) => item);
  const answer = yield* perform({ kind: 'read-items', items, inFlight: false });
  if (answer.kind === 'unreadable') return answer;
  const commands = waiting.flatMap(({ item, ...start }, index): readonly LedgerCommand[] => {
    const waits = answer.sightings[index];
    if (!waits) return [];
    const request = { kind: 'request', ...start, item, waits } as const;
    // The ledger may not know yet that somebody has put it there, which forgives what went wrong before.
    const isNews = waits.version.stage === 'todo';
    return isNews ? [{ kind: 'observe', item, sighting: waits, starts: start }, request] : [request];
  });
  return { kind: 'commands', commands, read: undefined };
}
