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
