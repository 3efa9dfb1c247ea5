import type { Readable } from 'node:stream';

/** A program to start on behalf of an agent. Arguments and environment are public to the machine: neither holds a secret. */
export interface ProcessSpec {
  readonly argv: readonly [string, ...string[]];
  readonly cwd: string;
  /** All that the program sees of the environment. */
  readonly env: Readonly<Record<string, string>>;
  /** Reaches what the runner can, also where the wall closes the network to others. */
  readonly network?: 'open';
  /** Written to its standard input, which then ends. Left out, it has no input. */
  readonly stdin?: string;
}

export type ProcessExit =
  | { readonly kind: 'exited'; readonly code: number }
  | { readonly kind: 'killed'; readonly signal: NodeJS.Signals }
  | { readonly kind: 'not-started'; readonly detail: string };

export interface EngineProcess {
  readonly stdout: Readable;
  readonly stderr: Readable;
  /** Never rejects. */
  readonly exit: Promise<ProcessExit>;
  /**
   * Asks the program to end, and ends it by force if it does not.
   *
   * @returns whether all that it started is gone, also what left its process group.
   */
  end(): Promise<boolean>;
}

/** Starts a program behind the wall that the run's isolation mode puts up. */
export type StartProcess = (spec: ProcessSpec) => EngineProcess;
