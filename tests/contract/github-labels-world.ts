import { GitHubLabelsBoard } from '../../src/boards/github-labels/github-labels-board.ts';
import { STAGES } from '../../src/core/stages.ts';
import { DEFAULT_STATE_NAMES, isSameName } from '../../src/core/states.ts';
import { createGitHub, type GitHub } from '../../src/github/wire/client.ts';
import { type Call, type RepositoryHandle, type Sandbox, startSandbox } from '../../src/sandbox/index.ts';
import { patientLimit } from '../patience.ts';
import type { BoardWorld, NewItem } from './board-world.ts';

export interface GitHubLabelsWorld extends BoardWorld {
  readonly sandbox: Sandbox;
  readonly github: GitHub;
  readonly web: RepositoryHandle;
}

/** Two repositories of the sandbox with a labels board over real HTTP; ada's token may write. */
export async function createGitHubLabelsWorld({
  requestLimit = patientLimit,
} = {}): Promise<GitHubLabelsWorld> {
  const sandbox = await startSandbox();
  const web = await sandbox.createRepository({
    owner: 'acme',
    name: 'web',
    files: { 'README.md': '# Web\n' },
  });
  const api = await sandbox.createRepository({
    owner: 'acme',
    name: 'api',
    files: { 'README.md': '# API\n' },
  });
  const access = { 'acme/web': 'write', 'acme/api': 'write' } as const;
  let { token } = sandbox.createPerson({ login: 'ada', access });
  const github = createGitHub({
    token: async () => token,
    apiUrl: sandbox.apiUrl,
    userAgent: 'interlock-tests',
    requestLimit,
  });
  const repositories = [
    { owner: 'acme', repository: 'web' },
    { owner: 'acme', repository: 'api' },
  ];
  const states = STAGES.map((stage) => ({ stage, name: DEFAULT_STATE_NAMES[stage] }));
  // Calls before this one arranged the world.
  let arranged = 0;
  const handleOf = (repository: string) => (repository === 'api' ? api : web);
  const isStage = (label: string) => states.some(({ name }) => isSameName(name, label));

  const asPerson = async (method: string, path: string, labels: readonly string[]): Promise<void> => {
    await fetch(`${sandbox.apiUrl}/repos/acme/${path}`, {
      method,
      headers: { authorization: `token ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ labels }),
    });
    arranged = sandbox.calls.length;
  };

  return {
    sandbox,
    github,
    web,
    lookUps: 0,
    board: new GitHubLabelsBoard(github, repositories, states),

    addItem({ repository = 'web', open = true, ...item }: NewItem = {}) {
      const handle = handleOf(repository);
      const blockedBy = Array.from(
        { length: item.blockers ?? 0 },
        () => handle.addIssue({ title: 'x' }).number,
      );
      const { number } = handle.addIssue({
        title: item.title ?? 'Item',
        labels: [...(item.states ?? []), ...(item.labels ?? [])],
        state: open ? 'open' : 'closed',
        blockedBy,
        ...(item.body !== undefined && { body: item.body }),
        ...(item.number !== undefined && { number: item.number }),
      });
      return { owner: 'acme', repository, number };
    },

    addUnseen: () => ({ owner: 'acme', repository: 'web', number: web.addIssue({ title: 'Item' }).number }),

    async addRepository(name, options = { private: false }) {
      const [owner = '', repository = ''] = name.split('/');
      const handle = await sandbox.createRepository({ owner, name: repository, ...options });
      handle.addIssue({ title: 'x' });
    },

    async addPullRequest(state) {
      const { number } = await web.addPullRequest({ title: 'x', head: 'feature', files: { x: 'x' } });
      await asPerson('POST', `web/issues/${number}/labels`, [state]);
      return { owner: 'acme', repository: 'web', number };
    },

    comments: ({ repository, number }) =>
      handleOf(repository)
        .issue(number)
        .comments.map(({ body }) => body),

    put: ({ repository, number }, state) => asPerson('PUT', `${repository}/issues/${number}/labels`, [state]),

    look({ repository, number }) {
      const { labels } = handleOf(repository).issue(number);
      return {
        states: labels.filter(isStage),
        labels: labels.filter((label) => !isStage(label)),
      };
    },

    async since({ repository, number }) {
      const response = await fetch(`${sandbox.apiUrl}/repos/acme/${repository}/issues/${number}/events`, {
        headers: { authorization: `token ${token}` },
      });
      arranged = sandbox.calls.length;
      const events = (await response.json()) as { created_at: string }[];
      return events.at(-1)?.created_at ?? '';
    },

    traffic() {
      const calls = sandbox.calls.slice(arranged);
      const reads = calls.filter(isRead).length;
      return { reads, writes: calls.length - reads };
    },

    breakReads({ skip = 0 } = {}) {
      sandbox.inject({ match: isRead, fault: { kind: 'status', status: 500 }, skip });
    },

    breakWrites({ effect, skip = 0, times }) {
      sandbox.inject({
        match: (call) => !isRead(call),
        fault:
          effect === 'done' ? { kind: 'status-after-effect', status: 502 } : { kind: 'status', status: 502 },
        skip,
        ...(times !== undefined && { times }),
      });
    },

    breakMoves(times) {
      const match = ({ operationId }: Call) => operationId === 'issues/add-labels';
      sandbox.inject({ match, fault: { kind: 'status', status: 502 }, times });
    },

    forbidWrites() {
      token = sandbox.createPerson({ login: 'rae', access: { 'acme/web': 'read' } }).token;
    },

    [Symbol.asyncDispose]: () => sandbox[Symbol.asyncDispose](),
  };
}

function isRead({ method, operationId }: Call): boolean {
  return method === 'GET' || operationId.startsWith('graphql:query');
}
