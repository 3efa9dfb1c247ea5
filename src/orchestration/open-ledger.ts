import { openBoard } from '../boards/open-board.ts';
import type { Config } from '../core/config/config.ts';
import { INTERLOCK } from '../core/identity.ts';
import type { LedgerCommand } from '../core/ledger/ledger-command.ts';
import type { Protocol } from '../core/ledger/protocol/effect.ts';
import { submit } from '../core/ledger/protocol/transact.ts';
import type { RunReference } from '../core/ledger/run-reference.ts';
import { hasLedger } from '../core/mode.ts';
import type { GitHub } from '../github/wire/client.ts';
import { gitHubLedgerStore } from '../ledger/github-ledger-store.ts';
import { type GitHubLedgerWorld, gitHubLedgerWorld } from '../ledger/github-ledger-world.ts';
import { LedgerRounds } from '../ledger/ledger-rounds.ts';
import type { LedgerBoard } from '../ledger/ledger-world.ts';
import type { Runtime } from './runtime.ts';

interface LedgerOptions {
  readonly github: GitHub;
  readonly runtime: Runtime;
  /** The run that acts; `null`: the app. */
  readonly run: RunReference | null;
  /** Of the home repository; asked for only where a run is started. */
  readonly defaultBranch: () => Promise<string>;
  /** The board as the process knows it already. */
  readonly board?: LedgerBoard;
  /** The entry that the run's dispatch carried: an older ledger was moved back. */
  readonly atLeast?: number | undefined;
  /** Shared by whatever the process decides in this ledger at the same time. A run decides one thing at a time. */
  readonly rounds?: LedgerRounds;
}

/** The project's ledger; `undefined` where there is none, and where nothing is written. */
export function openLedger(config: Config, options: LedgerOptions): ProjectLedger | undefined {
  if (!hasLedger(config)) return undefined;
  const { github, runtime, run, defaultBranch, atLeast } = options;
  const { board = openBoard(config, { github }), rounds = new LedgerRounds(runtime) } = options;
  const { project, home, workflow } = config;
  const { sleep, random, newId } = runtime;
  return openProjectLedger({
    github,
    board,
    project,
    home,
    workflow,
    defaultBranch,
    run,
    ...(atLeast !== undefined && { atLeast }),
    author: INTERLOCK,
    newId,
    rounds,
    sleep,
    random,
  });
}

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

/** An entry of its own for what was seen or done. Where it cannot be made nothing is lost: the reconciler finds out by itself. */
export async function tellLedger(ledger: ProjectLedger, commands: readonly LedgerCommand[]): Promise<void> {
  await ledger.drive(submit(ledger.newId(), commands));
}
