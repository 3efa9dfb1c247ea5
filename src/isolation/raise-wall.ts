import { text } from 'node:stream/consumers';
import type { IsolationMode, MetadataAccess, Network } from '../core/isolation.ts';
import {
  isolationUnavailableMessage,
  modelOnlyNeedsWall,
  obstacles,
  type WallObstacle,
} from '../core/text/isolation-message.ts';
import { namespaceWall } from './namespace/namespace-wall.ts';
import { noWall } from './no-wall.ts';
import { findRootPrefix, runScript, SYSTEM_PATH } from './run-script.ts';
import type { Unisolated } from './start-unisolated.ts';
import { userWall } from './user/user-wall.ts';
import { composeView, type View } from './view.ts';
import type { RunFolders, Wall } from './wall.ts';

export interface WallOptions extends Unisolated {
  readonly isolation: IsolationMode;
  readonly metadata: MetadataAccess;
  readonly network: Network;
  readonly folders: RunFolders;
  /** That of our own process: it says where the runner has its folders. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Path of the Node that runs us. */
  readonly node: string;
  /** Programs and folders that the engine needs, wherever they are. */
  readonly show: readonly string[];
}

export type WallRaised =
  | { readonly kind: 'raised'; readonly wall: Wall }
  | { readonly kind: 'refused'; readonly reason: 'isolation-unavailable'; readonly message: string };

/** Puts up the wall that the configuration asks for, and tries it. What cannot be done in full is not done at all. */
export async function raiseWall(options: WallOptions): Promise<WallRaised> {
  const { isolation, network } = options;
  if (isolation === 'none' && network === 'open') return { kind: 'raised', wall: noWall(options) };
  if (isolation === 'none')
    return { kind: 'refused', reason: 'isolation-unavailable', message: modelOnlyNeedsWall() };
  const modes = isolation === 'auto' ? (['user', 'namespace'] as const) : [isolation];
  const met: WallObstacle[] = [];
  for (const mode of modes) {
    const wall = await attempts[mode](options);
    if (typeof wall !== 'string') return { kind: 'raised', wall };
    met.push({ mode, detail: wall });
  }
  const message = isolationUnavailableMessage(isolation, met);
  return { kind: 'refused', reason: 'isolation-unavailable', message };
}

/** The wall, or what is in its way. */
type Attempt = (options: WallOptions) => Promise<Wall | string>;

const attempts: Readonly<Record<WallObstacle['mode'], Attempt>> = {
  user: async (options) => {
    const { node, metadata, network, folders, patience, onStart } = options;
    const prefix = await findRootPrefix();
    if (!prefix) return obstacles.noRoot;
    return withView(options, (view) =>
      tried(userWall({ prefix, folders, view, node, metadata, network, patience, onStart }), folders),
    );
  },
  namespace: async (options) => {
    const { node, metadata, network, folders, patience, onStart } = options;
    if (process.geteuid?.() === 0) return obstacles.isRoot;
    const found = await runScript('command -v bwrap >/dev/null', {});
    if (found.kind === 'failed') return obstacles.noBubblewrap;
    if (metadata === 'blocked' && network === 'open') return obstacles.metadata;
    return withView(options, (view) =>
      tried(namespaceWall({ folders, view, node, metadata, network, patience, onStart }), folders),
    );
  },
};

async function withView(
  options: WallOptions,
  build: (view: View) => Promise<Wall | string>,
): Promise<Wall | string> {
  const composed = await composeView(options);
  return composed.kind === 'view' ? build(composed.view) : composed.detail;
}

/** Runs a program that does nothing, the same way as an engine. */
async function tried(wall: Wall, { home }: RunFolders): Promise<Wall | string> {
  const obstacle = await obstacleOf(wall, home).catch((error: unknown) => (error as Error).message);
  if (obstacle === undefined) return wall;
  await wall[Symbol.asyncDispose]();
  return obstacle;
}

async function obstacleOf(wall: Wall, cwd: string): Promise<string | undefined> {
  await wall.handOver();
  const running = wall.start({ argv: ['true'], cwd, env: { PATH: SYSTEM_PATH } });
  const said = text(running.stderr);
  running.stdout.resume();
  const exit = await running.exit;
  if (!(await running.end())) return obstacles.outlived;
  await wall.takeBack();
  if (exit.kind === 'exited' && exit.code === 0) return undefined;
  return obstacles.probe(exit.kind === 'not-started' ? exit.detail : (await said).trim());
}
