import type { BoardItem } from '../../core/board-item.ts';
import { type ItemId, itemKey } from '../../core/item-id.ts';
import type { MoveResult } from '../../core/move-result.ts';
import { blockers, type DependenciesRead, type Dependency } from '../../core/policy/blockers.ts';
import { candidates, inFlight, inOrder } from '../../core/policy/select.ts';

/** What the policy may look at and do. */
export interface PolicyTools {
  /** The items in backlog and in flight, as they are now, and how many more there are of either. */
  list(): Promise<Listing>;
  /** The same with more of the backlog; `undefined` where no more is to be looked at. */
  listMore(): Promise<Listing | undefined>;
  dependenciesOf(item: BoardItem): Promise<DependenciesRead>;
  /** Says on each item why, and then moves it, in this order. May end after the first move that did not happen. */
  select(choices: readonly Choice[]): AsyncIterable<MoveResult>;
}

interface Listing {
  readonly items: readonly BoardItem[];
  readonly unlisted: { readonly backlog: number; readonly inFlight: number };
}

export interface Choice {
  readonly item: BoardItem;
  readonly why: Why;
}

export interface Why {
  readonly inFlight: number;
  /** Older candidates that could not start. */
  readonly passedOver: number;
  /** Items of the backlog that were not looked at: older ones may be among them. */
  readonly notLookedAt: number;
  readonly resolved: readonly ItemId[];
  /** What its text names and does not exist. */
  readonly missing: readonly ItemId[];
}

export interface MoveAttempt {
  readonly id: ItemId;
  readonly result: MoveResult;
}

export interface Blocked {
  readonly id: ItemId;
  readonly blockers: readonly string[];
}

export interface PolicyResult {
  readonly attempts: readonly MoveAttempt[];
  readonly blocked: readonly Blocked[];
  /** At the end, those just moved included. */
  readonly inFlight: number;
  /** As first listed. */
  readonly backlog: number;
  /** How many of it were not looked at, although there was room for one more. */
  readonly notLookedAt: number;
  /** What one of the tools threw after something had been decided; nothing further was then done. */
  readonly interrupted?: unknown;
}

/**
 * The engine `policy`: fills the free capacity with the oldest items that wait for nothing. No model is asked.
 *
 * Where all candidates that are listed wait, it looks at more of them, as long as there are any to be had.
 *
 * A move that did not happen means that somebody else is at work: the board is read again before the next candidate,
 * because what that other one moved now counts against the capacity.
 */
export async function selectItems(tools: PolicyTools, maxInFlight: number): Promise<PolicyResult> {
  const attempts: MoveAttempt[] = [];
  const blocked: Blocked[] = [];
  /** By candidate: decided about, and not to be looked at again. */
  const seen = new Map<string, BoardItem>();
  const dependencies = new Map<string, DependenciesRead>();
  let listing = await tools.list();
  const backlog = candidates(listing.items).length + listing.unlisted.backlog;
  const countInFlight = (): number =>
    new Set([...inFlight(listing.items).map(({ id }) => id), ...movedItems(attempts)].map(itemKey)).size +
    listing.unlisted.inFlight;
  const isFull = (choices: readonly Choice[]): boolean => countInFlight() + choices.length >= maxInFlight;
  const passedOver = (item: BoardItem): number => {
    const done = new Set(movedItems(attempts).map(itemKey));
    return [...seen].filter(([key, one]) => !done.has(key) && inOrder(one, item) < 0).length;
  };

  /** Those of the listed candidates that can start, as many as there is room for. */
  const chooseListed = async (choices: Choice[]): Promise<void> => {
    const chosen = new Set(choices.map(({ item }) => itemKey(item.id)));
    for (const item of candidates(listing.items)) {
      if (isFull(choices)) return;
      if (seen.has(itemKey(item.id)) || chosen.has(itemKey(item.id))) continue;
      const key = itemKey(item.id);
      const read = dependencies.get(key) ?? (await tools.dependenciesOf(item));
      dependencies.set(key, read);
      const reasons = blockers(read);
      if (reasons.length > 0) {
        seen.set(key, item);
        blocked.push({ id: item.id, blockers: reasons });
        continue;
      }
      const why = {
        inFlight: countInFlight() + choices.length,
        passedOver: passedOver(item),
        notLookedAt: listing.unlisted.backlog,
        resolved: idsOf(read, 'resolved'),
        missing: idsOf(read, 'missing'),
      };
      choices.push({ item, why });
    }
  };

  /** The next candidates that can start, listed or to be listed yet. */
  const choose = async (choices: Choice[]): Promise<void> => {
    await chooseListed(choices);
    while (!isFull(choices)) {
      const more = await tools.listMore();
      if (!more) return;
      listing = more;
      await chooseListed(choices);
    }
  };

  /** Whether all of them moved, or what else is to be done. */
  const attempt = async (choices: readonly Choice[]): Promise<'moved' | 'look-again' | 'stop'> => {
    let next = 0;
    for await (const result of tools.select(choices)) {
      const item = choices[next]?.item;
      next += 1;
      if (!item) break;
      seen.set(itemKey(item.id), item);
      attempts.push({ id: item.id, result });
    }
    const results = attempts.slice(attempts.length - next).map(({ result }) => result);
    // Where somebody else filled the capacity, there is none for the next candidate either.
    if (results.some(({ outcome, reason }) => outcome === 'failed' || reason === 'at-capacity'))
      return 'stop';
    return results.every(isMade) ? 'moved' : 'look-again';
  };

  const fill = async (): Promise<void> => {
    for (;;) {
      const choices: Choice[] = [];
      const interruption = await choose(choices).then(
        () => undefined,
        (error: unknown) => ({ error }),
      );
      // What was found ready before something went wrong is not held up by it.
      const end = choices.length > 0 ? await attempt(choices) : 'moved';
      if (interruption) throw interruption.error;
      if (end !== 'look-again') return;
      listing = await tools.list();
    }
  };
  const interrupted = await fill().then(
    () => ({}),
    (error: unknown) => ({ interrupted: error }),
  );
  const notLookedAt = isFull([]) ? 0 : listing.unlisted.backlog;
  return { attempts, blocked, inFlight: countInFlight(), backlog, notLookedAt, ...interrupted };
}

/** Those that were moved, or would have been where the project only observes. */
export function movedItems(attempts: readonly MoveAttempt[]): readonly ItemId[] {
  return attempts.filter(({ result }) => isMade(result)).map(({ id }) => id);
}

function idsOf({ dependencies }: DependenciesRead, kind: Dependency['kind']): readonly ItemId[] {
  return dependencies.filter((one) => one.kind === kind).map(({ id }) => id);
}

function isMade({ outcome, reason }: MoveResult): boolean {
  return outcome === 'moved' || reason === 'observed';
}
