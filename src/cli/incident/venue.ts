import { createGitHub } from '../../github/wire/client.ts';
import { ledgerPlace } from '../../ledger/ledger-place.ts';
import { type AppHandle, type RepositoryHandle, type Sandbox, startSandbox } from '../../sandbox/index.ts';
import { makeLedger } from '../init/ledger.ts';
import { type AppProcess, startAppProcess } from './app-process.ts';
import type { BoardName, IncidentBoard } from './boards/incident-board.ts';
import { labels } from './boards/labels.ts';
import { projects } from './boards/projects.ts';
import {
  ACTIONS,
  BUILT_IN_AGENTS,
  INCIDENT_PROJECT,
  type IncidentAgents,
  PATIENCE,
  readManifest,
  repositoryFiles,
} from './fixture.ts';
import type { Interlocks } from './interlocks.ts';
import { type IncidentWorld, openWorld } from './world.ts';

const WEBHOOK_SECRET = 'incident';
const REPOSITORY = 'web';

/**
 * A stand-in GitHub with the real app, where rows are played one after the other, each in the repository of an
 * organization of its own. No two of them at a time: a play waits for the whole of it to come to rest.
 */
export interface Venue extends AsyncDisposable {
  readonly sandbox: Sandbox;
  /** A team's repository a moment before the incident, with the app installed. */
  arrange(interlocks: Interlocks): Promise<IncidentWorld>;
}

export interface VenueOptions {
  readonly boardName: BoardName;
  readonly seed: number;
  /** Left out: those of the replay, which ask no model. */
  readonly agents?: IncidentAgents;
  /** Of the App, PEM: one serves every venue, because making one takes a while. */
  readonly appKey: Promise<string>;
  /** Ends it at once: its processes do not belong to our terminal, and would outlive us. */
  readonly stop: AbortSignal;
}

export async function openVenue({
  boardName,
  seed,
  agents = BUILT_IN_AGENTS,
  appKey,
  stop,
}: VenueOptions): Promise<Venue> {
  stop.throwIfAborted();
  const sandbox = await startSandbox({ seed, actions: ACTIONS, patience: Number(PATIENCE) });
  let process: Promise<AppProcess> | undefined;
  let ended: Promise<void> | undefined;
  const end = async (): Promise<void> => {
    stop.removeEventListener('abort', onStop);
    await process?.then((app) => app[Symbol.asyncDispose]()).catch(() => undefined);
    await sandbox[Symbol.asyncDispose]();
  };
  const dispose = (): Promise<void> => (ended ??= end());
  const onStop = (): void => void dispose();
  stop.addEventListener('abort', onStop);
  if (stop.aborted) onStop();
  try {
    const app = sandbox.createApp({
      slug: 'interlock',
      webhookSecret: WEBHOOK_SECRET,
      privateKey: await appKey,
      ...(await readManifest()),
    });
    process = startAppProcess({
      appId: app.id,
      privateKey: app.privateKey,
      webhookSecret: WEBHOOK_SECRET,
      gitHubHost: new URL(sandbox.url).host,
      stop,
    });
    // Rows are prepared while it starts, and the first of them asks how that went.
    process.catch(() => undefined);
    return {
      sandbox,
      arrange: createStage({ sandbox, app, process, boardName, agents }),
      [Symbol.asyncDispose]: dispose,
    };
  } catch (error) {
    await dispose();
    throw error;
  }
}

interface StageOptions {
  readonly sandbox: Sandbox;
  readonly app: AppHandle;
  readonly process: Promise<AppProcess>;
  readonly boardName: BoardName;
  readonly agents: IncidentAgents;
}

function createStage({ sandbox, app, process, boardName, agents }: StageOptions): Venue['arrange'] {
  let rows = 0;
  return async (interlocks) => {
    rows += 1;
    const owner = rows === 1 ? 'acme' : `acme-${rows}`;
    const fullName = `${owner}/${REPOSITORY}`;
    const board = boardName === 'github-projects' ? projects(sandbox, { app, owner }) : labels;
    const repository = await sandbox.createRepository({
      owner,
      name: REPOSITORY,
      files: await repositoryFiles(interlocks, board, agents),
      secrets: { ...board.secrets },
    });
    board.join(repository);
    const { token } = sandbox.createPerson({ login: 'mona', access: { [fullName]: 'admin' } });
    if (interlocks.ledger) await initLedger(sandbox, { owner, token });
    await arrangeItems(repository, board);
    const { webhookUrl } = await process;
    app.setWebhookUrl(webhookUrl);
    sandbox.install({ app: app.slug, owner });
    return openWorld({ sandbox, repository, board, token });
  };
}

/** The ledger's branch, as `interlock init` makes it for an administrator. */
async function initLedger(
  { apiUrl }: Sandbox,
  { owner, token }: { readonly owner: string; readonly token: string },
): Promise<void> {
  const github = createGitHub({ token, apiUrl, userAgent: 'interlock-cli' });
  await makeLedger(
    github,
    ledgerPlace({ project: INCIDENT_PROJECT, home: { owner, repository: REPOSITORY } }),
    'incident',
  );
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
