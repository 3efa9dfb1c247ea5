import type { StartProcess } from './engine-process.ts';

export type WallMode = 'user' | 'namespace' | 'none';

/** Folders of one run. They exist, but for the checkout, which is made before anything is started in it. */
export interface RunFolders {
  readonly checkout: string;
  readonly home: string;
  readonly temporary: string;
  /** What the engine reads, and cannot change. */
  readonly given: string;
  /** What is ours alone. */
  readonly own: string;
}

/** What stands between the programs of a run and everything else on the machine. */
export interface Wall extends AsyncDisposable {
  readonly mode: WallMode;
  /** What `removeLeftWall` needs to know, in case we are killed first; empty where nothing is left then. */
  readonly trace: string;
  readonly start: StartProcess;
  /** Lets programs reach a port of ours on loopback. It is open anyway unless the wall closes the network. */
  allow(port: number): Promise<void>;
  /** Gives checkout, home and temporary directory to the engine's user. Nothing is started before. */
  handOver(): Promise<void>;
  /** Makes them ours again, to be read and removed. Throws where a process that was started still runs. */
  takeBack(): Promise<void>;
}

/** The machine did not let a wall do its work. */
export class WallError extends Error {
  override readonly name = 'WallError';
  readonly reason = 'isolation-unavailable';
}

/** The folders that an engine may write to. */
export function writableFolders({ checkout, home, temporary }: RunFolders): readonly string[] {
  return [checkout, home, temporary];
}
