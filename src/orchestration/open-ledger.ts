import { openBoard } from '../boards/open-board.ts';
import type { Config } from '../core/config/config.ts';
import { INTERLOCK } from '../core/identity.ts';
import type { RunReference } from '../core/ledger/run-reference.ts';
import { hasLedger } from '../core/ledger-mode.ts';
import type { GitHub } from '../github/wire/client.ts';
import { LedgerRounds } from '../ledger/ledger-rounds.ts';
import type { LedgerBoard } from '../ledger/ledger-world.ts';
import type { Outside } from './outside.ts';
import { openProjectLedger, type ProjectLedger } from './project-ledger.ts';

interface LedgerOptions {
  readonly github: GitHub;
  readonly outside: Outside;
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
  const { github, outside, run, defaultBranch, atLeast } = options;
  const { board = openBoard(config, { github }), rounds = new LedgerRounds(outside) } = options;
  const { project, home, workflow } = config;
  const { sleep, random, newId } = outside;
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
