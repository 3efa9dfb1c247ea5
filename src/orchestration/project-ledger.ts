import type { Protocol } from '../core/ledger/protocol/effect.ts';
import type { RunReference } from '../core/ledger/run-reference.ts';
import { gitHubLedgerStore } from '../ledger/github-ledger-store.ts';
import { type GitHubLedgerWorld, gitHubLedgerWorld } from '../ledger/github-ledger-world.ts';
import type { LedgerRounds } from '../ledger/ledger-rounds.ts';

/** The ledger of a project, as one process uses it. */
export interface ProjectLedger {
  /** Runs a protocol to its end. */
  drive<T>(protocol: Protocol<T>): Promise<T>;
  /** Random, and unlike any other. */
  newId(): string;
  /** The run that acts; `null`: the app. */
  readonly run: RunReference | null;
}

interface ProjectLedgerOptions extends GitHubLedgerWorld {
  readonly newId: () => string;
  /** In which the protocols of this process go to this ledger. */
  readonly rounds: LedgerRounds;
}

export function openProjectLedger({ rounds, newId, ...world }: ProjectLedgerOptions): ProjectLedger {
  const store = gitHubLedgerStore(world);
  return {
    drive: (protocol) =>
      rounds.drive(protocol, { store, worldOn: (coalesced) => gitHubLedgerWorld(world, coalesced) }),
    newId,
    run: world.run,
  };
}
