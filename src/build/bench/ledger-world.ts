import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { GitHubLabelsBoard } from '../../boards/github-labels/github-labels-board.ts';
import { STAGES } from '../../core/stages.ts';
import { DEFAULT_STATE_NAMES } from '../../core/states.ts';
import { type GitHubLedgerWorld, gitHubLedgerWorld } from '../../ledger/github-ledger-world.ts';
import { LedgerRounds } from '../../ledger/ledger-rounds.ts';
import type { LedgerWorld } from '../../ledger/ledger-world.ts';
import { openProjectLedger, type ProjectLedger } from '../../orchestration/open-ledger.ts';
import { makeBenchLedger } from './make-bench-ledger.ts';
import { arrangeWorld, type BenchWorld } from './world.ts';

const HOME = { owner: 'acme', repository: 'web' };
const AUTHOR = { name: 'bench', email: 'bench@localhost' };

export interface LedgerBench extends AsyncDisposable {
  readonly world: BenchWorld;
  /** One process. `onWait` is called for each back-off. */
  open(onWait?: () => void): LedgerWorld;
  /** One process that has many things to decide at once, like the app. */
  openApp(): ProjectLedger;
}

/** A ledger on the sandbox, and no process that uses it yet. */
export async function arrangeLedger(): Promise<LedgerBench> {
  const world = await arrangeWorld();
  const { sandbox, token } = world;
  const github = await makeBenchLedger(sandbox, token);
  const states = STAGES.map((stage) => ({ stage, name: DEFAULT_STATE_NAMES[stage] }));
  const optionsOf = (onWait?: () => void): GitHubLedgerWorld => ({
    github,
    board: new GitHubLabelsBoard(github, [HOME], states),
    project: 'web',
    home: HOME,
    workflow: 'interlock.yml',
    defaultBranch: () => Promise.resolve('main'),
    run: null,
    author: AUTHOR,
    sleep: (milliseconds) => {
      onWait?.();
      return setTimeout(milliseconds);
    },
    random: Math.random,
  });
  return {
    world,
    open: (onWait) => gitHubLedgerWorld(optionsOf(onWait)),
    openApp: () => {
      const options = optionsOf();
      return openProjectLedger({
        ...options,
        rounds: new LedgerRounds({ ...options, patience: 1 }),
        newId: randomUUID,
      });
    },
    [Symbol.asyncDispose]: () => world[Symbol.asyncDispose](),
  };
}
