import { type ClaimSubject, type ItemKey, itemSubject } from './claim-subject.ts';
import type { Amount } from './cost.ts';
import type { Sighting } from './ledger-command.ts';
import { emptyLedger, type LedgerState } from './ledger-state.ts';
import type { RunReference } from './run-reference.ts';

/** A run that has not ended. */
export interface LiveRun {
  readonly run: RunReference;
  readonly agent: string;
  /** `null`: the project. */
  readonly item: ItemKey | null;
  /** What it may hold; nothing while it waits. */
  readonly subjects: readonly ClaimSubject[];
  /** The key of its dispatch; `undefined`: a person started it by hand. */
  readonly key: string | undefined;
  readonly hasBegun: boolean;
}

interface Evidence extends Pick<LedgerState, 'project' | 'home' | 'seq'> {
  /** Names the first entry. Random. */
  readonly id: string;
  /** By GitHub's clock. */
  readonly at: string;
  readonly items: ReadonlyMap<ItemKey, Sighting>;
  readonly runs: readonly LiveRun[];
  /** The most that a run of the agent may cost. */
  readonly reserveOf: (agent: string) => Amount;
}

/**
 * A ledger in place of one that was lost, from what can still be seen. It holds at least what the lost one held against
 * a second run: a run that may hold a claim counts as holding it, until GitHub says that the run is over.
 *
 * A run that works goes on without its claim, which had a name that nobody else knows: its next decision is refused,
 * and its item is looked after once it is over, when it counts as much as it may have cost. What earlier runs cost is lost.
 */
export function rebuiltState({ items, runs, seq, reserveOf, ...about }: Evidence): LedgerState {
  const { at } = about;
  const state = { ...emptyLedger(about), seq };
  for (const [item, { version }] of items) {
    const isInProgress = version.stage === 'in-progress';
    // A forgotten holder may live on unseen: its successor fences it off.
    const deadSince = isInProgress ? at : null;
    // The run that works on it has brought it there, so it is no person's, once that run is over.
    const holder = runs.find(({ hasBegun, subjects }) => hasBegun && subjects.includes(itemSubject(item)));
    state.items[item] = {
      visit: seq,
      seen: version,
      move: null,
      under: isInProgress && holder ? claimOf(holder) : null,
      attempts: {},
      deadSince,
      needsHuman: false,
    };
  }
  for (const live of runs) {
    const { run, agent, item, subjects, key, hasBegun } = live;
    const acceptedBy = hasBegun ? run : null;
    if (key !== undefined) {
      state.dispatches[key] = { agent, item, cause: 'rebuilt', at, sent: run.id, acceptedBy };
    }
    const reserved = reserveOf(agent);
    const claim = { id: claimOf(live), agent, run, epoch: seq, since: at, wanted: false, reserved };
    for (const subject of subjects) state.claims[subject] ??= claim;
  }
  return state;
}

function claimOf({ run }: LiveRun): string {
  return `rebuilt-${run.id}-${run.attempt}`;
}
