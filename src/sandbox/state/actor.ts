import type { App, Installation, Permissions } from './app.ts';
import type { Repository } from './repository.ts';
import type { User } from './user.ts';

/** Whoever makes a call, as far as its credential tells. */
export type Actor =
  | { kind: 'app'; user: User; app: App }
  | InstallationActor
  | WorkflowActor
  | { kind: 'person'; user: User }
  | { kind: 'anonymous'; user: User };

/**
 * GitHub signs what these commit by its API, unless they name an author or a committer.
 * https://docs.github.com/authentication/managing-commit-signature-verification/about-commit-signature-verification#signature-verification-for-bots
 */
export function isBot({ kind }: Actor): boolean {
  return kind === 'installation' || kind === 'workflow';
}

export interface InstallationActor {
  kind: 'installation';
  user: User;
  installation: Installation;
  permissions: Permissions;
  /** `undefined`: whatever the installation reaches. */
  repositories: ReadonlySet<Repository> | undefined;
}

export interface WorkflowActor {
  kind: 'workflow';
  user: User;
  repository: Repository;
  permissions: Permissions;
  runId: number;
}
