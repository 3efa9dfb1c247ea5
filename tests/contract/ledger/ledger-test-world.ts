import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { GitHubLabelsBoard } from '../../../src/boards/github-labels/github-labels-board.ts';
import { GitHubProjectsBoard } from '../../../src/boards/github-projects/github-projects-board.ts';
import { type ItemId, itemKey } from '../../../src/core/item-id.ts';
import { type Entry, entrySchema } from '../../../src/core/ledger/ledger-event.ts';
import { type LedgerState, ledgerStateSchema } from '../../../src/core/ledger/ledger-state.ts';
import { type MoveEnd, moveItems } from '../../../src/core/ledger/protocol/move-items.ts';
import type { RunReference } from '../../../src/core/ledger/run-reference.ts';
import { STAGES, type Stage } from '../../../src/core/stages.ts';
import { DEFAULT_STATE_NAMES } from '../../../src/core/states.ts';
import { createGitHub, type GitHub } from '../../../src/github/wire/client.ts';
import type { FetchLimit } from '../../../src/github/wire/fetch-limit.ts';
import { createLedger } from '../../../src/ledger/create-ledger.ts';
import { gitHubLedgerWorld } from '../../../src/ledger/github-ledger-world.ts';
import { ledgerPlace } from '../../../src/ledger/ledger-place.ts';
import { drive, type LedgerBoard, type LedgerWorld } from '../../../src/ledger/ledger-world.ts';
import { type RepositoryHandle, type Sandbox, startSandbox } from '../../../src/sandbox/index.ts';
import { patientLimit } from '../../patience.ts';

export const home = { owner: 'acme', repository: 'web' };
export const place = ledgerPlace({ project: 'web', home });
export const AUTHOR = { name: 'interlock[bot]', email: 'interlock[bot]@users.noreply.github.com' };

export type BoardType = 'labels' | 'projects';

export interface ActorOptions {
  readonly run?: RunReference | null;
  readonly atLeast?: number;
  readonly requestLimit?: FetchLimit;
  readonly fetch?: typeof fetch;
}

export interface LedgerTestWorld extends AsyncDisposable {
  readonly sandbox: Sandbox;
  readonly web: RepositoryHandle;
  readonly github: GitHub;
  readonly token: string;
  /** One process: a client and a board of its own. Waits for nothing. */
  actor(options?: ActorOptions): LedgerWorld;
  /** An item in backlog. */
  addItem(state?: string): ItemId;
  /** Where the item is. */
  stateOf(item: ItemId): readonly string[];
  /** What people do. */
  asPerson(method: string, path: string, body?: unknown): Promise<Response>;
  state(): Promise<LedgerState>;
  /** The newest, or all of them; oldest first. */
  entries(newest?: number): Promise<readonly Entry[]>;
  git(...args: readonly string[]): Promise<string>;
  /** A commit on the ledger's branch that Interlock did not make. */
  tamper(files: Readonly<Record<string, string>>): Promise<void>;
  /** Operations since the last call of this. */
  operations(): readonly string[];
}

/** `acme/web` on the sandbox, over real HTTP and with real git; with a ledger, unless told otherwise. */
export async function createLedgerTestWorld(
  type: BoardType = 'labels',
  { hasLedger = true } = {},
): Promise<LedgerTestWorld> {
  const sandbox = await startSandbox();
  const web = await sandbox.createRepository({ owner: 'acme', name: 'web' });
  const names = STAGES.map((stage) => DEFAULT_STATE_NAMES[stage]);
  for (const name of names) web.addLabel({ name });
  const project = sandbox.createProject({ owner: 'acme', number: 7, title: 'Board', states: names });
  const { token } = sandbox.createPerson({ login: 'ada', access: { 'acme/web': 'write' } });
  const clientOf = ({ requestLimit = patientLimit, fetch }: ActorOptions = {}): GitHub =>
    createGitHub({
      token,
      apiUrl: sandbox.apiUrl,
      userAgent: 'interlock-tests',
      requestLimit,
      ...(fetch && { fetch }),
    });
  const boardOf = (github: GitHub): LedgerBoard =>
    type === 'labels'
      ? new GitHubLabelsBoard(
          github,
          [home],
          STAGES.map((stage) => ({ stage, name: DEFAULT_STATE_NAMES[stage] })),
        )
      : new GitHubProjectsBoard(github, [home], {
          type: 'github-projects',
          owner: 'acme',
          number: 7,
          field: 'Status',
          states: STAGES.map((stage) => ({
            stage,
            name: DEFAULT_STATE_NAMES[stage],
            isOptional: true,
            isDefault: true,
          })),
        });
  const github = clientOf();
  if (hasLedger) {
    const made = await createLedger(github, place, 'first');
    if (made.kind !== 'created') throw new Error(`no ledger: ${made.kind}`);
  }
  let looked = sandbox.calls.length;
  const git = async (...args: readonly string[]): Promise<string> => {
    const { stdout } = await promisify(execFile)('git', ['--git-dir', web.gitDir, ...args]);
    return stdout.trim();
  };
  const asPerson = (method: string, path: string, body?: unknown): Promise<Response> =>
    fetch(`${sandbox.apiUrl}/repos/acme/web/${path}`, {
      method,
      headers: { authorization: `token ${token}`, 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });

  return {
    sandbox,
    web,
    github,
    token,
    git,
    asPerson,

    actor: (options = {}) => {
      const client = clientOf(options);
      return gitHubLedgerWorld({
        github: client,
        board: boardOf(client),
        project: 'web',
        home,
        workflow: 'interlock.yml',
        defaultBranch: () => Promise.resolve('main'),
        run: options.run ?? null,
        ...(options.atLeast !== undefined && { atLeast: options.atLeast }),
        author: AUTHOR,
        sleep: async () => {},
        random: () => 0,
      });
    },

    addItem(state = 'Backlog') {
      const { number } = web.addIssue({ title: 'Item', labels: type === 'labels' ? [state] : [] });
      if (type === 'projects') project.addItem({ issue: `acme/web#${number}`, state });
      return { ...home, number };
    },

    stateOf: ({ number }) =>
      type === 'labels'
        ? web.issue(number).labels
        : project.itemsOf(`acme/web#${number}`).flatMap(({ state }) => state ?? []),

    async state() {
      const text = await web.readFile(place.branch, 'state.json');
      return ledgerStateSchema.parse(JSON.parse(text ?? ''));
    },

    async entries(newest) {
      const some = newest === undefined ? [] : [`-${newest}`];
      const log = await git('log', '--reverse', ...some, '--format=%b%x00', place.branch);
      return log
        .split('\0')
        .filter((body) => body.trim() !== '')
        .map((body) => entrySchema.parse(JSON.parse(body)));
    },

    async tamper(files) {
      for (const [path, content] of Object.entries(files)) {
        const known = await git('rev-parse', `${place.branch}:${path}`).catch(() => undefined);
        const answer = await asPerson('PUT', `contents/${path}`, {
          message: 'Tamper',
          branch: place.branch,
          content: Buffer.from(content).toString('base64'),
          ...(known !== undefined && { sha: known }),
        });
        if (!answer.ok) throw new Error(await answer.text());
      }
      looked = sandbox.calls.length;
    },

    operations() {
      const since = sandbox.calls.slice(looked);
      looked = sandbox.calls.length;
      return since.map(({ operationId }) => operationId.replace('graphql:', ''));
    },

    async [Symbol.asyncDispose]() {
      await sandbox[Symbol.asyncDispose]();
      const wrong = [...sandbox.defects, ...sandbox.refusals];
      if (wrong.length > 0) throw new Error(wrong.join('\n'));
    },
  };
}

interface MoveOptions {
  readonly to?: Stage;
  readonly maxInFlight?: number;
  readonly id?: string;
}

/** One process moves one item out of backlog. */
export async function move(
  actor: LedgerWorld,
  item: ItemId,
  { to = 'todo', maxInFlight, id = crypto.randomUUID() }: MoveOptions = {},
): Promise<MoveEnd> {
  const [end] = await drive(
    moveItems({
      id,
      moves: [{ id, item: itemKey(item), expected: ['backlog'], to, run: null }],
      ...(maxInFlight !== undefined && { maxInFlight }),
    }),
    actor,
  );
  if (!end) throw new Error('no end');
  return end;
}
