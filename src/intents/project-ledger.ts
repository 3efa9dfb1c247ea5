import type { Protocol } from '../core/ledger/protocol/effect.ts';
import type { RunReference } from '../core/ledger/run-reference.ts';
import { drive } from '../ledger/drive.ts';
import { type GitHubLedgerWorld, gitHubLedgerWorld } from '../ledger/github-ledger-world.ts';

/** The ledger of a project, as one process uses it. */
export interface ProjectLedger {
  /** Runs a protocol to its end. */
  drive<T>(protocol: Protocol<T>): Promise<T>;
  /** Random, and unlike any other. */
  newId(): string;
  /** The run that acts; `null`: the app. */
  readonly run: RunReference | null;
}

export function openProjectLedger(
  world: GitHubLedgerWorld & { readonly newId: () => string },
): ProjectLedger {
  const effects = gitHubLedgerWorld(world);
  return { drive: (protocol) => drive(protocol, effects), newId: world.newId, run: world.run };
}
