import type { Stage } from '../stages.ts';
import type { Loss } from './ledger-event.ts';
import type { RunReference } from './run-reference.ts';
import type { ItemKey, Subject } from './subject.ts';
import type { Version } from './version.ts';

/** What the board said about an item just now, after the ledger was read. */
export interface Sighting {
  readonly version: Version;
  readonly open: boolean;
  /** It is in two stages at once, or shown twice. */
  readonly ambiguous: boolean;
  /** By GitHub's clock: ISO 8601, UTC. */
  readonly readAt: string;
  /** When the newest pull request that closes it was merged into the default branch; left out if none was. */
  readonly mergedAt?: string;
}

/** What counts against `max-in-flight`, read after the ledger. */
export interface Capacity {
  readonly maxInFlight: number;
  /** Items that the board lists in flight. */
  readonly listed: readonly ItemKey[];
  /** Items that the ledger put in flight and the board does not list: read one by one, and found elsewhere. */
  readonly elsewhere: readonly ItemKey[];
}

/** An agent to be started by an item's arrival, and why. */
export interface Start {
  readonly agent: string;
  readonly cause: string;
}

/** What a process asks the ledger to decide. Ids are random and given by whoever asks. */
export type LedgerCommand =
  | MoveCommand
  | ObserveCommand
  | AdoptCommand
  | AbandonCommand
  | ClaimCommand
  | WantCommand
  | ReleaseCommand
  | RequestCommand
  | { readonly kind: 'sent'; readonly key: string; readonly run: number }
  | { readonly kind: 'lose'; readonly key: string; readonly how: Loss; readonly maxAttempts: number }
  | { readonly kind: 'break'; readonly why: string }
  | { readonly kind: 'mend' };

export interface MoveCommand {
  readonly kind: 'move';
  readonly id: string;
  readonly item: ItemKey;
  /** The stages from which the move is right. */
  readonly expected: readonly Stage[];
  readonly to: Stage;
  readonly sighting: Sighting;
  /** `null`: the app. */
  readonly run: RunReference | null;
  /** The claim under which the run works. Left out by whoever works under none. */
  readonly claim?: string;
  /** Left out for a move that frees capacity, or that a person asked for. */
  readonly capacity?: Capacity;
  /** What the item's arrival starts. */
  readonly starts?: Start;
  /** A person asked for it, and so for another try at an item that was handed over. */
  readonly isByHand?: boolean;
}

/** Tells the ledger what the board shows: a decided move that is done, or a person's hand. */
export interface ObserveCommand {
  readonly kind: 'observe';
  readonly item: ItemKey;
  readonly sighting: Sighting;
  readonly starts?: Start;
}

/** Takes over a move that another run decided and did not live to write. */
export interface AdoptCommand {
  readonly kind: 'adopt';
  readonly id: string;
  readonly item: ItemKey;
  /** The move that is taken over. */
  readonly move: string;
  readonly run: RunReference | null;
  readonly sighting: Sighting;
  /** Its run has been over for a minute at least, by GitHub's word. */
  readonly isOver: boolean;
}

/** GitHub refused the write for good. */
export interface AbandonCommand {
  readonly kind: 'abandon';
  readonly item: ItemKey;
  readonly move: string;
  readonly why: string;
}

export interface ClaimCommand {
  readonly kind: 'claim';
  readonly id: string;
  readonly agent: string;
  readonly run: RunReference;
  readonly subjects: readonly Subject[];
  /** The key that the run was started with, or why a person started it by hand. */
  readonly dispatch:
    | { readonly kind: 'key'; readonly key: string }
    | { readonly kind: 'manual'; readonly cause: string };
  /** The item that it works on; `null`: the project. */
  readonly item: ItemKey | null;
  /** Claims whose runs are dead, by GitHub's word. */
  readonly dead: readonly string[];
}

/** Asks the holders of subjects to dispatch again when they end. */
export interface WantCommand {
  readonly kind: 'want';
  readonly subjects: readonly Subject[];
}

export interface ReleaseCommand {
  readonly kind: 'release';
  readonly claim: string;
  /** GitHub says that the holder's run is over. Its process may live on all the same, unseen. */
  readonly forDead?: true;
  /** What went wrong with the item, if something did. */
  readonly failed?: { readonly item: ItemKey; readonly cause: string; readonly maxAttempts: number };
}

export interface RequestCommand {
  readonly kind: 'request';
  readonly agent: string;
  readonly item: ItemKey | null;
  readonly cause: string;
}
