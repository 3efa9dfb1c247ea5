import type { EngineChoice } from './compose-config.ts';

/** What a person asked `interlock init` for. */
export interface InitOptions {
  readonly remote: string;
  readonly project?: string;
  readonly gitHubProject?: { readonly owner: string; readonly number: number };
  /** What does the agents' work; a configuration that is there has chosen already. */
  readonly agents: EngineChoice | undefined;
  readonly action?: string;
  /** The action mints its tokens from an App's private key. */
  readonly app: boolean;
  /** Workflows answer events, in place of the app. */
  readonly server: boolean;
  /** Workflow files that differ are replaced; the configuration never is. */
  readonly update: boolean;
  /** Whether the board is looked at, and its labels are made. */
  readonly board: boolean;
  readonly write: 'ask' | 'yes' | 'no';
}
