import type { RunBudget } from '../../../src/core/ledger/budget.ts';
import type { ClaimSubject, ItemKey } from '../../../src/core/ledger/claim-subject.ts';
import type { LedgerDispatch, LedgerState } from '../../../src/core/ledger/ledger-state.ts';
import type { LedgerCommit } from '../../../src/core/ledger/protocol/decide-append.ts';
import type { Life } from '../../../src/core/ledger/protocol/effect.ts';
import type { RunReference } from '../../../src/core/ledger/run-reference.ts';
import type { Stage } from '../../../src/core/stages.ts';
import type { Spec } from '../actors/spec.ts';
import type { Scene } from '../script.ts';

/**
 * GitHub and everybody at work on it, as plain data that is never changed in place: two states of the model are the same if
 * their worlds are. What only the invariants look at, and no process can read, is marked *ghost*.
 */
export interface World {
  /** Seconds since the story began, by GitHub's clock. */
  readonly now: number;
  /** How many of the story's jumps in time are behind us. */
  readonly jumps: number;
  readonly cells: Readonly<Record<ItemKey, Cell>>;
  readonly ledger: Commit;
  /** What a replica that lags may still show. */
  readonly formerLedger: Commit | null;
  readonly runs: Readonly<Record<number, Run>>;
  readonly branches: Readonly<Record<string, Branch>>;
  readonly pullRequests: readonly PullRequest[];
  readonly processes: readonly Process[];
  /** Webhooks on their way. Each names an item that entered a stage; whoever gets it reads again. */
  readonly webhooks: readonly Webhook[];
  /** Requests whose senders have given up waiting, and which GitHub may still carry out. */
  readonly late: readonly LateRequest[];
  /** How many things may still go wrong. */
  readonly faults: number;
  /** What a person may still do, each once and at any time. */
  readonly person: readonly PersonAct[];
  /** Ghost: items whose run a person cancelled, and that no person has moved since. */
  readonly stopped: readonly { readonly item: ItemKey; readonly run: number }[];
  /** Ghost: the process that ended last. */
  readonly ended: (Pick<Process, 'name' | 'denied'> & { readonly end: unknown }) | null;
  /** Ghost: which runs accepted a dispatch. */
  readonly accepted: Readonly<Record<string, readonly number[]>>;
  /** Ghost: what models have cost, by item and day. */
  readonly bills: Readonly<Record<ItemKey, Readonly<Record<string, number>>>>;
}

export interface Webhook {
  readonly item: ItemKey;
  readonly enters: Stage;
}

export interface Cell {
  /** Every place that the item has been in; the last is where it is. */
  readonly history: readonly Change[];
  readonly open: boolean;
  /** It carries a second stage label: a person is in the middle of a move. */
  readonly ambiguous: boolean;
}

export interface Change {
  readonly stage: Stage | null;
  readonly at: number;
  /** Ghost: name of the process, or `person`. */
  readonly by: string;
  /** Ghost: moves that were decided to take it from here. */
  readonly departures: readonly string[];
}

export interface Commit {
  readonly head: number;
  readonly state: LedgerState;
}

export interface Run extends RunReference {
  readonly agent: string;
  readonly item: ItemKey | null;
  /** The dispatch that started it; `null`: a person. */
  readonly key: string | null;
  /** Its concurrency group; `null`: it is of another workflow. */
  readonly group: string | null;
  /** `pending`: waits for its group. `queued`: waits for a runner, and has the group. */
  readonly phase: 'pending' | 'queued' | 'running' | 'over';
  readonly end: Extract<Life, { kind: 'over' }>['end'] | null;
  /** When it ended. */
  readonly since: number;
}

export interface Branch {
  readonly head: number;
  /** When the work at its head was pushed; `null`: a fence is there. */
  readonly workAt: number | null;
}

export interface PullRequest {
  readonly item: ItemKey;
  readonly branch: string;
}

/** A process that runs: a run's, or the app's on behalf of one webhook. */
export interface Process {
  readonly name: string;
  readonly spec: Spec;
  readonly scene: Scene;
  readonly run: RunReference | null;
  /** Ghost: the change that each item was last shown at; -1 if it could not be read. */
  readonly saw: Readonly<Record<ItemKey, number>>;
  /** Ghost: what else it was last told of them. */
  readonly shown: Readonly<Record<ItemKey, 'plain' | 'ambiguous' | 'closed'>>;
  /** Ghost: items whose run a person had cancelled when it last read the ledger. */
  readonly aware: readonly ItemKey[];
  /** Ghost: the newest change of each item that it was ever shown. */
  readonly knows: Readonly<Record<ItemKey, number>>;
  /** Ghost: the change that its decided move of each item departs from. */
  readonly decidedOn: Readonly<Record<ItemKey, number>>;
  /** Ghost: the head that it tried to append to, while it cannot know whether its entry stands there. */
  readonly inDoubt: Doubt | null;
  /** Ghost: what a protocol ended with that said no, although its entry might have stood. */
  readonly denied: unknown;
  /** Ghost: what it last read to be in flight; `null` if that could not be read. */
  readonly listed: readonly ItemKey[] | null;
  /** Ghost: the claim that it believes to hold. */
  readonly holds: { readonly claim: string; readonly subjects: readonly ClaimSubject[] } | null;
  /** Ghost: the item that it works on. */
  readonly works: ItemKey | null;
}

export interface Doubt {
  readonly head: number;
  /** Of the ledger, after which the decision has failed: the next one is about something else. */
  readonly readings: number;
}

export type LateRequest =
  | ({
      readonly kind: 'commit';
      readonly by: Process;
    } & LedgerCommit)
  | { readonly kind: 'send'; readonly key: string; readonly dispatch: LedgerDispatch }
  | { readonly kind: 'write'; readonly item: ItemKey; readonly to: Stage; readonly by: Process };

export type PersonAct =
  | { readonly kind: 'move'; readonly item: ItemKey; readonly to: Stage }
  /** Adds a second stage label, as people do. */
  | { readonly kind: 'blur'; readonly item: ItemKey }
  | { readonly kind: 'close'; readonly item: ItemKey }
  | { readonly kind: 'delete'; readonly item: ItemKey }
  | { readonly kind: 'cancel'; readonly run: number }
  | { readonly kind: 'rerun'; readonly run: number };

/** What may go wrong, besides people. */
export type Fault =
  /** A process dies. */
  | 'crash'
  /** GitHub takes a run for dead whose process lives: the runner lost its connection for too long. */
  | 'partition'
  /** An answer is lost, whether or not the request was carried out. */
  | 'lost-answer'
  /** A request is carried out after its sender has given up. Of board writes only where the story says so. */
  | 'late'
  /** The same for a write on the board, which GitHub cannot make conditional: a negative control. */
  | 'late-write'
  /** A replica shows what is no longer so. */
  | 'stale'
  | 'unreadable'
  /** GitHub refuses for good. */
  | 'denied'
  | 'drop-webhook'
  | 'duplicate-webhook';

/** What a story allows. Constant while it is explored. */
export interface Rules {
  readonly maxInFlight: number;
  readonly budget: RunBudget;
  /** Processes at once. */
  readonly actors: number;
  /** How far a change on the board moves the clock. At 0 all of them bear the same second. */
  readonly secondsPerChange: 0 | 1;
  /** Seconds that may pass at any time, in this order. */
  readonly jumps: readonly number[];
  /** Interlock 1. `drop`: a run that finds its group busy is lost, instead of waiting. */
  readonly groups: 'pend' | 'drop' | 'off';
  /** Agents whose dispatched runs start. Those of others stay queued. */
  readonly starts: readonly string[];
  /** Stages whose webhooks somebody listens to. */
  readonly webhooks: readonly Stage[];
  readonly faults: readonly Fault[];
}
