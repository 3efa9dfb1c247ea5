import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { BoardName } from '../../cli/incident/boards/incident-board.ts';
import { labels } from '../../cli/incident/boards/labels.ts';
import { projects } from '../../cli/incident/boards/projects.ts';
import { ACTIONS, BUILT_IN_AGENTS, ROOT, repositoryFiles } from '../../cli/incident/fixture.ts';
import { STAGES } from '../../core/stages.ts';
import { DEFAULT_STATE_NAMES } from '../../core/states.ts';
import type { RepositoryHandle, Sandbox, WorkflowRun } from '../../sandbox/index.ts';
import { makeBenchLedger } from './make-bench-ledger.ts';

const REPOSITORY = 'acme/web';
const SEED = 1;

export interface BenchItem {
  readonly number: number;
  readonly state: string;
  readonly blockedBy?: readonly number[];
  readonly isClosed?: boolean;
}

/** A repository set up as the README says, with nothing listening for its webhooks yet. */
export interface BenchWorld extends AsyncDisposable {
  readonly sandbox: Sandbox;
  readonly repository: RepositoryHandle;
  readonly app: ReturnType<Sandbox['createApp']>;
  readonly webhookSecret: string;
  /** Of a person, who may do anything here. */
  readonly token: string;
  /** Has the App installed on the repository. */
  install(): void;
  /** Puts an issue on the board. Nobody is told. */
  addItem(item: BenchItem): void;
  /** A person's call, on the repository. */
  act(method: string, path: string, body: unknown): Promise<void>;
  /** Starts a workflow by hand and returns its run, over; what it starts in turn is left out. Throws if it did not succeed. */
  run(workflow: string, inputs: Record<string, string>): Promise<WorkflowRun>;
}

interface WorldOptions {
  readonly board?: BoardName;
  readonly ledger?: 'on' | 'off';
}

export async function arrangeWorld({
  board: boardName = 'github-labels',
  ledger = 'off',
}: WorldOptions = {}): Promise<BenchWorld> {
  // From its bundle: GitHub's own parser, which it brings, does not load in Node without a bundler.
  const { startSandbox }: typeof import('../../sandbox/index.ts') = await import(
    join(ROOT, 'dist/sandbox/index.js')
  );
  const sandbox = await startSandbox({ seed: SEED, actions: ACTIONS });
  const webhookSecret = 'bench';
  const app = sandbox.createApp({
    slug: 'interlock',
    permissions: {
      actions: 'write',
      contents: 'write',
      issues: 'write',
      pull_requests: 'write',
      metadata: 'read',
      organization_projects: 'write',
    },
    events: ['issues', 'pull_request', 'push', 'workflow_run'],
    webhookSecret,
  });
  const board = boardName === 'github-projects' ? projects(sandbox, { app, owner: 'acme' }) : labels;
  const standing = {
    concurrency: true,
    expectedState: true,
    ledger: ledger === 'on',
    onePullRequest: true,
  };
  const [action] = Object.keys(ACTIONS);
  const move = await readFile(join(ROOT, 'docs/examples/move.yml'), 'utf8');
  const repository = await sandbox.createRepository({
    owner: 'acme',
    name: 'web',
    files: {
      ...(await repositoryFiles(standing, board, BUILT_IN_AGENTS)),
      '.github/workflows/move.yml': move
        .replace('OWNER/interlock@COMMIT_SHA', `${action}@${'1'.repeat(40)}`)
        .replace(
          /permissions: \{ contents.*/,
          'permissions: { actions: write, contents: write, issues: write }',
        ),
    },
    secrets: { ...board.secrets },
  });
  const person = sandbox.createPerson({ login: 'mona', access: { [REPOSITORY]: 'admin' } });
  // As `interlock init` makes them.
  for (const stage of STAGES) repository.addLabel({ name: DEFAULT_STATE_NAMES[stage] });
  if (ledger === 'on') await makeBenchLedger(sandbox, person.token);

  const act: BenchWorld['act'] = async (method, path, body) => {
    const answer = await fetch(`${sandbox.apiUrl}/repos/${REPOSITORY}/${path}`, {
      method,
      headers: { authorization: `Bearer ${person.token}`, accept: 'application/vnd.github+json' },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
  };

  return {
    sandbox,
    repository,
    app,
    webhookSecret,
    token: person.token,
    install: () => void sandbox.install({ app: app.slug, owner: 'acme' }),
    addItem: ({ number, state, blockedBy = [], isClosed = false }) => {
      // The boards of the incident know neither closed nor blocked items: their issues become so on the way.
      const addIssue: RepositoryHandle['addIssue'] = (issue) =>
        repository.addIssue({ ...issue, blockedBy: [...blockedBy], state: isClosed ? 'closed' : 'open' });
      board.addItem({ ...repository, addIssue }, { number, title: `Item ${number}`, state });
    },
    act,
    run: async (workflow, inputs) => {
      await act('POST', `actions/workflows/${workflow}/dispatches`, { ref: 'main', inputs });
      await sandbox.idle();
      const [run, ...others] = sandbox.runs(REPOSITORY).filter(({ inputs }) => !inputs['dispatch']);
      if (!run || others.length > 0 || run.conclusion !== 'success') {
        throw new Error(`${workflow} ended ${run?.conclusion ?? 'unstarted'}:\n${run?.log ?? ''}`);
      }
      return run;
    },
    [Symbol.asyncDispose]: () => sandbox[Symbol.asyncDispose](),
  };
}
