import { createGitHub } from '../../github/client.ts';
import { ledgerPlace } from '../../ledger/ledger-place.ts';
import { type RepositoryHandle, type Sandbox, startSandbox, type WorkflowRun } from '../../sandbox/index.ts';
import { makeLedger } from '../init/ledger.ts';
import { startApp } from './app-process.ts';
import type { BoardName, IncidentBoard } from './boards/incident-board.ts';
import { labels } from './boards/labels.ts';
import { projects } from './boards/projects.ts';
import { ACTIONS, PROJECT, readManifest, repositoryFiles } from './fixture.ts';
import type { Interlocks } from './interlocks.ts';

export const REPOSITORY = 'acme/web';
const WEBHOOK_SECRET = 'incident';

/** The team's repository a moment before the incident, with the real app watching it. */
export interface IncidentWorld extends AsyncDisposable {
  readonly sandbox: Sandbox;
  readonly repository: RepositoryHandle;
  readonly board: IncidentBoard;
  /** Runs of an agent so far, oldest first. */
  runsOf(agent: string): readonly WorkflowRun[];
  /** A person merges the pull request of item 536: the first cause. */
  merge(): Promise<void>;
  /** A person starts the splitting of item 537, whose end is the second cause. */
  startSplitting(): Promise<void>;
  /** A person runs a workflow of the team's own, which moves item 538 from backlog to todo. */
  startItem(): Promise<void>;
}

interface Arrangement {
  readonly interlocks: Interlocks;
  readonly boardName: BoardName;
  readonly seed: number;
  /** Of the App, PEM: one serves every world, because making one takes longer than the rest of the arrangement. */
  readonly appKey: string;
  /** Ends the world at once: its processes do not belong to our terminal, and would outlive us. */
  readonly stop: AbortSignal;
}

export async function arrangeIncident(arrangement: Arrangement): Promise<IncidentWorld> {
  const { seed, stop } = arrangement;
  stop.throwIfAborted();
  const sandbox = await startSandbox({ seed, actions: ACTIONS });
  try {
    return endedBy(stop, await arrangeIn(sandbox, arrangement));
  } catch (error) {
    await sandbox[Symbol.asyncDispose]();
    throw error;
  }
}

function endedBy(stop: AbortSignal, world: IncidentWorld): IncidentWorld {
  const onStop = (): void => void world[Symbol.asyncDispose]();
  stop.addEventListener('abort', onStop);
  if (stop.aborted) onStop();
  const end = (): PromiseLike<void> => {
    stop.removeEventListener('abort', onStop);
    return world[Symbol.asyncDispose]();
  };
  return { ...world, [Symbol.asyncDispose]: end };
}

async function arrangeIn(
  sandbox: Sandbox,
  { interlocks, boardName, appKey }: Arrangement,
): Promise<IncidentWorld> {
  const app = sandbox.createApp({
    slug: 'interlock',
    webhookSecret: WEBHOOK_SECRET,
    privateKey: appKey,
    ...(await readManifest()),
  });
  const board = boardName === 'github-projects' ? projects(sandbox, app) : labels;
  const repository = await sandbox.createRepository({
    owner: 'acme',
    name: 'web',
    files: await repositoryFiles(interlocks, board),
    secrets: { ...board.secrets },
  });
  board.join(repository);
  const person = sandbox.createPerson({ login: 'mona', access: { [REPOSITORY]: 'admin' } });
  if (interlocks.ledger) await initLedger(sandbox, person.token);
  await arrangeItems(repository, board);
  const process = await startApp({
    appId: app.id,
    privateKey: app.privateKey,
    webhookSecret: WEBHOOK_SECRET,
    gitHubHost: new URL(sandbox.url).host,
  });
  sandbox.install({ app: app.slug, owner: 'acme' });
  app.setWebhookUrl(process.webhookUrl);

  const act = async (method: string, path: string, body: unknown): Promise<void> => {
    const answer = await fetch(`${sandbox.apiUrl}/repos/${REPOSITORY}/${path}`, {
      method,
      headers: { authorization: `Bearer ${person.token}`, accept: 'application/vnd.github+json' },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
  };

  let ended: PromiseLike<void> | undefined;
  return {
    sandbox,
    repository,
    board,
    runsOf: (agent) =>
      sandbox
        .runs(REPOSITORY)
        .filter((run) => run.inputs.agent === agent)
        .sort((a, b) => a.id - b.id),
    merge: () => act('PUT', 'pulls/535/merge', {}),
    startSplitting: () =>
      act('POST', 'actions/workflows/interlock.yml/dispatches', {
        ref: 'main',
        inputs: { project: 'web', agent: 'splitting', item: `${REPOSITORY}#537` },
      }),
    startItem: () =>
      act('POST', 'actions/workflows/start.yml/dispatches', {
        ref: 'main',
        inputs: { item: `${REPOSITORY}#538` },
      }),
    [Symbol.asyncDispose]: () => {
      ended ??= process[Symbol.asyncDispose]().then(() => sandbox[Symbol.asyncDispose]());
      return ended;
    },
  };
}

/** The ledger's branch, as `interlock init` makes it for an administrator. */
async function initLedger({ apiUrl }: Sandbox, token: string): Promise<void> {
  const github = createGitHub({ token, apiUrl, userAgent: 'interlock-cli' });
  const [owner = '', repository = ''] = REPOSITORY.split('/');
  await makeLedger(github, ledgerPlace({ project: PROJECT, home: { owner, repository } }), 'incident');
}

async function arrangeItems(repository: RepositoryHandle, board: IncidentBoard): Promise<void> {
  await repository.addPullRequest({
    number: 535,
    title: 'Search by title',
    body: 'Closes #536',
    head: 'search-by-title',
    files: { 'search.md': 'by title\n' },
    author: 'mona',
  });
  board.addItem(repository, { number: 536, title: 'Search by title', state: 'In review' });
  board.addItem(repository, { number: 537, title: 'Export', state: 'Splitting' });
  board.addItem(repository, { number: 538, title: 'Sort by date', state: 'Backlog' });
  board.addItem(repository, { number: 539, title: 'Filter by owner', state: 'Backlog' });
}
