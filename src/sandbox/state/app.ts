import type { Repository } from './repository.ts';
import type { Access, User } from './user.ts';

/** Permission name as in GitHub's API (`pull_requests`, `contents`, ...) to access. */
export type Permissions = Record<string, Access>;

export interface App {
  id: number;
  nodeId: string;
  clientId: string;
  slug: string;
  name: string;
  owner: User;
  /** Whether it may be installed on accounts other than its owner's. */
  public: boolean;
  /** Address of its home page. */
  homepage: string | undefined;
  bot: User;
  permissions: Permissions;
  events: string[];
  /** PEM; GitHub keeps the private half nowhere, and neither does the sandbox. */
  publicKey: string;
  hook: { id: number; url: string | undefined; secret: string | undefined };
  createdAt: string;
}

export interface Installation {
  id: number;
  app: App;
  account: User;
  permissions: Permissions;
  /** `undefined`: all of the account's repositories. */
  selected: Set<Repository> | undefined;
  createdAt: string;
}
