import type { BoardItem } from '../../core/board-item.ts';
import { formatItemId, type ItemId } from '../../core/item-id.ts';
import type { MoveResult } from '../../core/move-result.ts';
import { blockers, type DependenciesRead } from '../../core/policy/blockers.ts';
import { candidates, inFlight } from '../../core/policy/select.ts';

/** What the policy may look at and do. */
export interface PolicyTools {
  /** The items in backlog and in flight, as they are now. */
  list(): Promise<readonly BoardItem[]>;
  dependenciesOf(item: BoardItem): Promise<DependenciesRead>;
  /** Says on the item why, and then moves it. */
  select(item: BoardItem, why: Why): Promise<MoveResult>;
}

export interface Why {
  readonly inFlight: number;
  /** Older candidates that could not start. */
  readonly passedOver: number;
  readonly resolved: readonly ItemId[];
}

export interface Attempt {
  readonly id: ItemId;
  readonly result: MoveResult;
}

export interface Blocked {
  readonly id: ItemId;
  readonly blockers: readonly string[];
}

export interface PolicyResult {
  readonly attempts: readonly Attempt[];
  readonly blocked: readonly Blocked[];
  /** At the end, those just moved included. */
  readonly inFlight: number;
  /** As first listed. */
  readonly backlog: number;
  /** What one of the tools threw after something had been decided; nothing further was then done. */
  readonly interrupted?: unknown;
}

/**
 * The engine `policy`: fills the free capacity with the oldest items that wait for nothing. No model is asked.
 *
 * A move that did not happen means that somebody else is at work: the board is read again before the next candidate,
 * because what that other one moved now counts against the capacity.
 */
export async function selectItems(tools: PolicyTools, maxInFlight: number): Promise<PolicyResult> {
  const attempts: Attempt[] = [];
  const blocked: Blocked[] = [];
  const seen = new Set<string>();
  let items = await tools.list();
  const backlog = candidates(items).length;
  const countInFlight = (): number =>
    new Set([...inFlight(items).map(({ id }) => id), ...moved(attempts)].map(keyOf)).size;

  const fill = async (): Promise<void> => {
    while (countInFlight() < maxInFlight) {
      const next = candidates(items).find(({ id }) => !seen.has(keyOf(id)));
      if (!next) return;
      seen.add(keyOf(next.id));
      const read = await tools.dependenciesOf(next);
      const reasons = blockers(read);
      if (reasons.length > 0) {
        blocked.push({ id: next.id, blockers: reasons });
        continue;
      }
      const result = await tools.select(next, {
        inFlight: countInFlight(),
        passedOver: seen.size - 1 - moved(attempts).length,
        resolved: read.dependencies.map(({ id }) => id),
      });
      attempts.push({ id: next.id, result });
      if (result.outcome === 'failed') return;
      if (result.outcome !== 'moved') items = await tools.list();
    }
  };
  const interrupted = await fill().then(
    () => ({}),
    (error: unknown) => ({ interrupted: error }),
  );
  return { attempts, blocked, inFlight: countInFlight(), backlog, ...interrupted };
}

export function moved(attempts: readonly Attempt[]): readonly ItemId[] {
  return attempts.filter(({ result }) => result.outcome === 'moved').map(({ id }) => id);
}

function keyOf(id: ItemId): string {
  return formatItemId(id).toLowerCase();
}
