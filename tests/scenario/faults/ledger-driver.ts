import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { GitHubLabelsBoard } from '../../../src/boards/github-labels/github-labels-board.ts';
import { emptyLedger, type LedgerState } from '../../../src/core/ledger/ledger-state.ts';
import { decideAppend } from '../../../src/core/ledger/protocol/decide-append.ts';
import type { RunReference } from '../../../src/core/ledger/run-reference.ts';
import { STAGES } from '../../../src/core/stages.ts';
import { DEFAULT_STATE_NAMES } from '../../../src/core/states.ts';
import { readLedgerHead } from '../../../src/github/repositories/ledger-branch.ts';
import { createGitHub, type GitHub } from '../../../src/github/wire/client.ts';
import { ledgerFiles } from '../../../src/ledger/append-entry.ts';
import { gitHubLedgerWorld } from '../../../src/ledger/github-ledger-world.ts';
import { ledgerPlace } from '../../../src/ledger/ledger-place.ts';
import type { LedgerWorld } from '../../../src/ledger/ledger-world.ts';
import { boardWithPullRequests } from '../../../src/orchestration/board-with-pull-requests.ts';
import type { WorkflowRun } from '../../../src/sandbox/index.ts';
import { WORKFLOW, WORKFLOW_FILE } from '../app/fixture.ts';
import { type LedgerView, viewLedger } from '../ledger/ledger-view.ts';
import type { FaultSandbox, FaultWorld } from './fault-sandbox.ts';

/** A repository with a ledger, in which the protocols are driven by themselves: no action, no app, no process. */
export interface DriverWorld extends FaultWorld {
  readonly ledger: LedgerView;
  readonly home: { readonly owner: string; readonly repository: string };
  /** A run of which there is a later attempt. */
  readonly dead: RunReference;
  /** One that a person cancelled before it began. */
  readonly cancelled: RunReference;
  /** Passes of a reconciler. */
  passes: number;
  /** That nothing was left to do, once that was seen. */
  quiet?: Promise<void>;
  /** Runs that Interlock dispatched; they wait for a runner, and so are alive. */
  dispatched(): readonly WorkflowRun[];
}

/** As whom something is done before the play. */
export type Past = (run: RunReference) => LedgerWorld;

export async function arrangeDriver(
  faults: FaultSandbox,
  before: (world: DriverWorld, as: Past) => Promise<void>,
): Promise<DriverWorld> {
  const world = await faults.world(() => ({
    files: { 'README.md': '# Web\n', [WORKFLOW_FILE]: WORKFLOW },
    permissions: { metadata: 'read' },
  }));
  const { sandbox, repository, owner, act } = world;
  for (const name of Object.values(DEFAULT_STATE_NAMES)) repository.addLabel({ name });
  const runs = () => sandbox.runs(repository.fullName);
  sandbox.holdRuns(({ id }) => runs().some((run) => run.id === id));
  const cancelOne = async (): Promise<RunReference> => {
    const known = runs().length;
    const inputs = { project: 'web', agent: 'implementation' };
    await act('POST', 'actions/workflows/interlock.yml/dispatches', { ref: 'main', inputs });
    await sandbox.until(() => runs().length > known);
    const run = runs()[known];
    if (!run) throw new Error('no run');
    await act('POST', `actions/runs/${run.id}/cancel`);
    await sandbox.until(() => run.status === 'completed');
    return { id: run.id, attempt: 1 };
  };
  const [dead, cancelled] = [await cancelOne(), await cancelOne()];
  await act('POST', `actions/runs/${dead.id}/rerun`);
  const driver: DriverWorld = {
    ...world,
    ledger: viewLedger(repository),
    home: { owner, repository: 'web' },
    passes: 0,
    dead,
    cancelled,
    dispatched: () => runs().slice(2),
  };
  const past = await rememberLedger(driver);
  await before(driver, (run) => past.of(asPerson(driver, run)));
  await past.write();
  return driver;
}

/** What no fault strikes. */
export function asPerson(world: DriverWorld, run: RunReference | null): LedgerWorld {
  return worldOf(world, createClient(world, world.person.token), run);
}

/** What is played: its calls are struck. */
export function asOperator(world: DriverWorld, run: RunReference | null): LedgerWorld {
  return worldOf(world, createClient(world, world.operator.token), run);
}

/**
 * A ledger in memory, for what happened before the play, and written to its branch in one go. Each append on the sandbox
 * starts several processes of git, and there are as many worlds as faults.
 */
export async function rememberLedger(world: FaultWorld) {
  const place = ledgerPlace({ project: 'web', home: { owner: world.owner, repository: 'web' } });
  const github = createClient(world, world.person.token);
  const { value, readAt } = await readLedgerHead(github, place);
  let state: LedgerState = emptyLedger({ project: 'web', home: value.repository, id: 'first', at: readAt });
  return {
    of: (actor: LedgerWorld): LedgerWorld => ({
      ...actor,
      async 'read-ledger'() {
        const { headers } = await github.request('GET /rate_limit');
        const at = `${new Date(headers.date ?? '').toISOString().slice(0, 19)}Z`;
        return { kind: 'ledger', head: String(state.seq), state, readAt: at };
      },
      async append(effect) {
        const decided = decideAppend(effect);
        if (decided.kind === 'unchanged') return decided;
        state = decided.commit.state;
        return decided.answer({ kind: 'committed' });
      },
    }),
    write: () => writeBranch(world.repository.gitDir, place.branch, ledgerFiles(state, readAt)),
  };
}

async function writeBranch(
  gitDir: string,
  branch: string,
  files: Readonly<Record<string, string>>,
): Promise<void> {
  const data = (text: string): string => `data ${Buffer.byteLength(text)}\n${text}\n`;
  const entries = Object.entries(files).map(([path, text]) => `M 100644 inline ${path}\n${data(text)}`);
  const git = spawn('git', ['--git-dir', gitDir, 'fast-import', '--quiet'], {
    stdio: ['pipe', 'ignore', 'inherit'],
  });
  git.stdin.end(
    `commit refs/heads/${branch}\ncommitter Interlock <interlock@example.com> 1700000000 +0000\n${data('The past')}${entries.join('')}\n`,
  );
  const [code] = await once(git, 'close');
  if (code !== 0) throw new Error(`git fast-import ended with ${code}`);
}

function createClient({ sandbox, requestLimit }: FaultWorld, token: string): GitHub {
  return createGitHub({ token, apiUrl: sandbox.apiUrl, userAgent: 'interlock-tests', requestLimit });
}

function worldOf({ home, repository }: DriverWorld, github: GitHub, run: RunReference | null): LedgerWorld {
  const states = STAGES.map((stage) => ({ stage, name: DEFAULT_STATE_NAMES[stage] }));
  const board = new GitHubLabelsBoard(github, [home], states);
  return gitHubLedgerWorld({
    github,
    board: boardWithPullRequests(board, { github, project: 'web' }),
    project: 'web',
    home,
    workflow: 'interlock.yml',
    defaultBranch: () => Promise.resolve('main'),
    run,
    author: { name: `${repository.fullName}[bot]`, email: 'interlock[bot]@users.noreply.github.com' },
    sleep: async () => {},
    random: () => 0,
  });
}
