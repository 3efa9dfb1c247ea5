/** What an administrator chose in the settings of a repository, Actions, General. */
export interface ActionsSettings {
  enabled: boolean;
  /** `local_only`: those of the repository's own owner. */
  allowed: 'all' | 'local_only' | 'selected';
  githubOwned: boolean;
  verified: boolean;
  /** `OWNER/NAME@REF`, with `*`. */
  patterns: string[];
  requiresSha: boolean;
}

/** A policy of Actions, of the repository or of what is above it. It is told, and not enforced. */
export interface ActionsPolicy {
  name: string;
  enforcement: 'disabled' | 'active' | 'evaluate';
  source: 'Repository' | 'Organization' | 'Enterprise';
  /** Workflow files, with `*`; all of them where absent. */
  workflows?: { include: string[]; exclude?: string[] };
  events?: string[];
  actors?: { id: number; type: string }[];
  /** GitHub's list may give a policy without its rules; whoever wants them asks for it alone. Default: with them. */
  isListedInFull?: boolean;
}
