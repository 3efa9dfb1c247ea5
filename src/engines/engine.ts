import type { Reason } from '../core/reasons.ts';
import type { StartProcess } from '../isolation/engine-process.ts';
import type { EngineCli } from './install/engine-cli.ts';

/** What works on a task: one way to run one program. Its members stand in `registry.ts`. */
export interface Engine {
  /** The program that it drives. Left out: the configuration names one. */
  readonly cli?: EngineCli;
  /** Whose form its questions to a model have. Left out: it asks none that we would know of. */
  readonly asks?: ModelApi;
  /** Never rejects for what the program does: what is not understood is a failure. */
  run(task: EngineTask, onEvent: OnEngineEvent): Promise<EngineResult>;
}

export type ModelApi = 'anthropic' | 'openai' | 'gemini';

/** What an engine is given. It holds no secret that is worth anything outside of the run. */
export interface EngineTask {
  /** The program, by path or name, and what its command line has besides. */
  readonly program: string;
  readonly arguments: readonly string[];
  /** Path of Node, for a program that is a script. */
  readonly node: string;
  /** Working directory: a checkout without credentials. What is in it was written by others. */
  readonly checkout: string;
  /** The program's own home and temporary directory, empty at first. */
  readonly home: string;
  readonly temporary: string;
  readonly prompt: string;
  /** What the agent may do by the program's own tools. */
  readonly abilities: readonly EngineAbility[];
  /** Left out: as the program would have it. */
  readonly model?: string;
  readonly effort?: string;
  readonly maxTurns?: number;
  readonly timeoutMs: number;
  /** All that the program sees of the environment, besides what the engine itself sets. */
  readonly env: Readonly<Record<string, string>>;
  /** Our tools, served over MCP on loopback. */
  readonly tools?: { readonly url: string; readonly bearer: string };
  /** Where models are asked: the key proxy, and the dummy key that is good there alone. */
  readonly models?: { readonly baseUrl: string; readonly key: string };
  /** A session of an earlier turn in the same home, to be continued. */
  readonly resume?: string;
  readonly start: StartProcess;
  readonly signal: AbortSignal;
  /** How many times longer than usual a program gets to end. */
  readonly patience: number;
  /** Where the program's output goes; text in it is data. */
  readonly output: NodeJS.WritableStream;
}

export type EngineAbility = 'read-files' | 'write-files' | 'run-commands';

/** How an engine ended, and what it said of itself. What it changed is looked at afterwards, whatever it says. */
export type EngineResult = EngineEnd & EngineReport;

export type EngineEnd =
  | { readonly kind: 'finished' }
  | { readonly kind: 'failed'; readonly reason: EngineFailure; readonly detail: string }
  | { readonly kind: 'timed-out' }
  | { readonly kind: 'cancelled' };

export type EngineFailure = Extract<
  Reason,
  | 'engine-failed'
  | 'engine-missing'
  | 'config-invalid'
  | 'prompt-too-long'
  | 'model-access-invalid'
  | 'isolation-unavailable'
  | 'model-refused'
  | 'model-limited'
  | 'model-unavailable'
  | 'turns-used-up'
  | 'budget-spent'
  | 'model-call-refused'
>;

export interface EngineReport {
  readonly usage?: EngineUsage;
  /** What `resume` takes. */
  readonly session?: string;
  /** The last text that the agent wrote. */
  readonly summary?: string;
}

/** Tokens, as the program counts them: what its side calls take is often left out. */
export interface EngineUsage {
  /** Without what was read from a cache or written to it. */
  readonly input: number;
  readonly output: number;
  readonly cacheRead: number;
  readonly cacheWrite: number;
}

export type EngineEvent =
  | { readonly kind: 'session'; readonly id: string }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'tool-call'; readonly name: string }
  | { readonly kind: 'usage'; readonly usage: EngineUsage };

export type OnEngineEvent = (event: EngineEvent) => void;
