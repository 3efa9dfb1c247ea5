import { GitHubProjectsBoard } from '../../src/boards/github-projects/github-projects-board.ts';
import type { ProjectsBoardConfig } from '../../src/core/config/config.ts';
import { formatItemId, type ItemId } from '../../src/core/item-id.ts';
import { STAGES } from '../../src/core/stages.ts';
import { DEFAULT_STATE_NAMES, isSameName } from '../../src/core/states.ts';
import { findInstallation, type TokenScope } from '../../src/github/apps/app-authentication.ts';
import { createGitHub, type GitHub } from '../../src/github/wire/client.ts';
import {
  type Call,
  type ProjectHandle,
  type RepositoryHandle,
  type Sandbox,
  startSandbox,
} from '../../src/sandbox/index.ts';
import { patientLimit } from '../patience.ts';
import type { BoardWorld, NewItem } from './board-world.ts';

export interface GitHubProjectsWorld extends BoardWorld {
  readonly sandbox: Sandbox;
  readonly github: GitHub;
  readonly web: RepositoryHandle;
  readonly api: RepositoryHandle;
  readonly project: ProjectHandle;
  /** A board of another configuration, or another token, on the same project. */
  boardOf(config: Partial<ProjectsBoardConfig>, token?: string): GitHubProjectsBoard;
  /** The calls that were made, by name. */
  operations(): readonly string[];
  /** Node ids; the card is the first of the item. */
  cardOf(id: ItemId): string;
  optionId(name: string): string;
  /** A token of an App with these permissions, installed on some repositories of `acme`. */
  mint(permissions: TokenScope['permissions'], repositories?: readonly string[]): Promise<string>;
}

export const DEFAULT_STATES = STAGES.map((stage) => ({
  stage,
  name: DEFAULT_STATE_NAMES[stage],
  isOptional: true,
  isDefault: true,
}));

const repositories = [
  { owner: 'acme', repository: 'web' },
  { owner: 'acme', repository: 'api' },
];

/** A project that shows items of two repositories of the sandbox, over real HTTP; ada's token may write. */
export async function createGitHubProjectsWorld(): Promise<GitHubProjectsWorld> {
  const sandbox = await startSandbox();
  const [web, api] = await Promise.all(
    repositories.map(({ owner, repository }) => sandbox.createRepository({ owner, name: repository })),
  );
  if (!web || !api) throw new Error('two repositories');
  const names = STAGES.map((stage) => DEFAULT_STATE_NAMES[stage]);
  const project = sandbox.createProject({ owner: 'acme', number: 7, title: 'Board', states: names });
  const access = { 'acme/web': 'write', 'acme/api': 'write' } as const;
  let { token } = sandbox.createPerson({ login: 'ada', access });
  const clientOf = (source: () => string): GitHub =>
    createGitHub({
      token: async () => source(),
      apiUrl: sandbox.apiUrl,
      userAgent: 'interlock-tests',
      requestLimit: patientLimit,
    });
  const github = clientOf(() => token);
  const config: ProjectsBoardConfig = {
    type: 'github-projects',
    owner: 'acme',
    number: 7,
    field: 'Status',
    states: DEFAULT_STATES,
  };
  const handleOf = (repository: string) => (repository === 'api' ? api : web);

  return {
    sandbox,
    github,
    web,
    api,
    project,
    lookUps: 1,
    board: new GitHubProjectsBoard(github, repositories, config),
    boardOf: (other, given) =>
      new GitHubProjectsBoard(given === undefined ? github : clientOf(() => given), repositories, {
        ...config,
        ...other,
      }),

    addItem({ repository = 'web', open = true, ...item }: NewItem = {}) {
      const handle = handleOf(repository);
      const blockedBy = Array.from(
        { length: item.blockers ?? 0 },
        () => handle.addIssue({ title: 'x' }).number,
      );
      const { number } = handle.addIssue({
        title: item.title ?? 'Item',
        labels: [...(item.labels ?? [])],
        state: open ? 'open' : 'closed',
        blockedBy,
        ...(item.body !== undefined && { body: item.body }),
        ...(item.number !== undefined && { number: item.number }),
      });
      const id: ItemId = { owner: 'acme', repository, number };
      const issue = `acme/${repository}#${number}`;
      for (const text of item.states ?? []) {
        // On a board a state is an option, however a person writes its name.
        const state = names.find((name) => isSameName(name, text)) ?? text;
        project.addItem({ issue, state, evenIfThere: true });
      }
      if (!item.states) project.addItem({ issue });
      return id;
    },

    addUnseen: () => ({ owner: 'acme', repository: 'web', number: web.addIssue({ title: 'Item' }).number }),

    async addRepository(name, options = { private: false }) {
      const [owner = '', repository = ''] = name.split('/');
      const handle = await sandbox.createRepository({ owner, name: repository, ...options });
      handle.addIssue({ title: 'x' });
    },

    async addPullRequest(state) {
      const { number } = await web.addPullRequest({ title: 'x', head: 'feature', files: { x: 'x' } });
      project.addItem({ issue: `acme/web#${number}`, state });
      return { owner: 'acme', repository: 'web', number };
    },

    operations: () => sandbox.calls.map(({ operationId }) => operationId),

    cardOf: (id) => project.itemsOf(formatItemId(id))[0]?.id ?? '',

    optionId: (name) => project.options().find((option) => option.name === name)?.id ?? '',

    async mint(permissions, names = ['web', 'api']) {
      const { clientId, slug, privateKey } = sandbox.createApp({ slug: 'robot', permissions, events: [] });
      sandbox.install({ app: slug, owner: 'acme', repositories: [...names] });
      const home = { owner: 'acme', repository: 'web' };
      const wire = { apiUrl: sandbox.apiUrl, userAgent: 'interlock-tests' };
      const tokens = await findInstallation({ ...wire, clientId, privateKey, home });
      return tokens({ permissions, repositories: names.map((repository) => ({ ...home, repository })) })();
    },

    look({ repository, number }) {
      const states = project.itemsOf(`acme/${repository}#${number}`).flatMap(({ state }) => state ?? []);
      return { states, labels: handleOf(repository).issue(number).labels };
    },

    comments: ({ repository, number }) =>
      handleOf(repository)
        .issue(number)
        .comments.map(({ body }) => body),

    async put({ repository, number }, state) {
      const [card] = project.itemsOf(`acme/${repository}#${number}`);
      if (card) project.setStatus(card.id, state);
    },

    async since({ repository, number }) {
      return project.itemsOf(`acme/${repository}#${number}`)[0]?.stateSetAt ?? '';
    },

    traffic() {
      const writes = sandbox.calls.filter(isWrite).length;
      return { reads: sandbox.calls.length - writes, writes };
    },

    breakReads({ skip = 0 } = {}) {
      sandbox.inject({ match: (call) => !isWrite(call), fault: { kind: 'status', status: 500 }, skip });
    },

    breakWrites({ effect, skip = 0, times }) {
      sandbox.inject({
        match: isWrite,
        fault:
          effect === 'done' ? { kind: 'status-after-effect', status: 502 } : { kind: 'status', status: 502 },
        skip,
        ...(times !== undefined && { times }),
      });
    },

    breakMoves(times) {
      const match = ({ operationId }: Call) => operationId === 'graphql:mutation MoveCards';
      sandbox.inject({ match, fault: { kind: 'status', status: 502 }, times });
    },

    forbidWrites() {
      token = sandbox.createPerson({ login: 'rae', access: { 'acme/web': 'read' } }).token;
    },

    [Symbol.asyncDispose]: () => sandbox[Symbol.asyncDispose](),
  };
}

export function isWrite({ operationId }: Call): boolean {
  return operationId.startsWith('graphql:mutation');
}
