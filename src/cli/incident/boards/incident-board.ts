import type { Call, RepositoryHandle, Sandbox } from '../../../sandbox/index.ts';

export type BoardName = 'github-labels' | 'github-projects';

/** What differs between boards in the story of the incident. */
export interface IncidentBoard {
  /** Value of `board` in the configuration. */
  readonly config: string;
  /** The action's credentials, in its step. */
  readonly credentials: Readonly<Record<string, string>>;
  readonly secrets: Readonly<Record<string, string>>;
  /** Program of the team's own splitting agent, which ends by putting a new item into backlog. */
  readonly splitting: { readonly env: Readonly<Record<string, string>>; readonly program: string };
  /** To be called when the repository is there: who works on the board works in it. */
  join(repository: RepositoryHandle): void;
  /** Puts an issue on the board. */
  addItem(repository: RepositoryHandle, item: { number: number; title: string; state: string }): void;
  /** The calls by which a backlog-manager changes anything of an item, and those by which it moves it. */
  isWrite(call: Call): boolean;
  isMove(call: Call): boolean;
  /** How often the item has entered and left a state, in the world as it is. */
  entered(world: BoardWorld, state: string): number;
  left(world: BoardWorld, state: string): number;
}

export interface BoardWorld {
  readonly sandbox: Sandbox;
  readonly repository: RepositoryHandle;
}
