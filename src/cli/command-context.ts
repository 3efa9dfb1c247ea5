import type { FetchLimit } from '../github/wire/fetch-limit.ts';

/** What a command may use of the process that it runs in. */
export interface CommandContext {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  /** Interlock's own checkout or package: where its examples are. */
  readonly programRoot: string;
  readonly out: (text: string) => void;
  /** Whether what is written out may be coloured. */
  readonly colour: boolean;
  readonly now: Date;
  /** Makes random names. */
  readonly newId: () => string;
  /** How long one request to GitHub may take; what the environment says where absent. */
  readonly requestLimit?: FetchLimit;
  /** Asks the person at the terminal; absent where there is none. */
  readonly confirm?: (question: string) => Promise<boolean>;
}

/** A command cannot do what it was asked for. The message is for the person who asked; the exit code is 2. */
export class CliRefusal extends Error {
  override readonly name = 'Refusal';
}

const CODES = { red: 31, green: 32, yellow: 33, cyan: 36, dim: 2 } as const;

export type Paint = (colour: keyof typeof CODES, text: string) => string;

/** Colours text for a terminal, or leaves it as it is. */
export function createPaint(colour: boolean): Paint {
  return (name, text) => (colour ? `\x1b[${CODES[name]}m${text}\x1b[0m` : text);
}
