/** How an engine ended. What it changed is looked at afterwards, whatever it says of itself. */
export type EngineResult =
  | { readonly kind: 'finished' }
  | { readonly kind: 'failed'; readonly detail: string }
  | { readonly kind: 'timed-out' }
  | { readonly kind: 'cancelled' };

/** What an engine is given. It holds no credential, and reads none: `env` is all it sees of the surroundings. */
export interface EngineTask {
  /** Working directory: a checkout without credentials. */
  readonly checkout: string;
  readonly env: Readonly<Record<string, string>>;
  /** The variable of `env` that no other run has: by it whatever the engine started is found again. */
  readonly mark: string;
  /** Milliseconds after which it is stopped. */
  readonly timeoutMs: number;
  /** How many times longer than usual it gets to end when it is stopped. */
  readonly patience: number;
  readonly signal: AbortSignal;
  /** Told the process group that has to be gone in the end, for the case that we are killed first. */
  readonly onStart?: (group: number) => void;
  /** Where its output goes; text in it is data. */
  readonly output: NodeJS.WritableStream;
}
