export interface Folder {
  /** Folders below `src/` whose files may be imported, besides its own. */
  readonly folders: readonly FolderName[];
  /** Packages that may be imported. The list is closed: a new dependency of a folder is a decision. */
  readonly packages: readonly string[];
  /** Node's own modules may be imported. */
  readonly builtins: boolean;
  /** Files that may read the environment: entries of processes, and those that find programs by PATH. */
  readonly entries: readonly string[];
}

export type FolderName =
  | 'core'
  | 'github'
  | 'boards'
  | 'ledger'
  | 'isolation'
  | 'engines'
  | 'intents'
  | 'doctor'
  | 'app'
  | 'action'
  | 'sandbox'
  | 'cli'
  | 'build';

const outer = ['core', 'github', 'boards', 'ledger', 'isolation', 'engines', 'intents'] as const;

/** The layout's arrows, as `docs/design.md` draws them. The linter's rules are made from this table. */
export const layout: Readonly<Record<FolderName, Folder>> = {
  core: { folders: [], packages: ['markdown-it', 'zod', 'yaml'], builtins: false, entries: [] },
  github: {
    folders: ['core'],
    packages: ['octokit', '@octokit', '@actions/github', 'zod'],
    builtins: true,
    entries: [],
  },
  boards: { folders: ['core', 'github'], packages: ['zod'], builtins: false, entries: [] },
  ledger: { folders: ['core', 'github'], packages: ['zod'], builtins: false, entries: [] },
  isolation: { folders: ['core'], packages: ['zod'], builtins: true, entries: [] },
  engines: { folders: ['core', 'github', 'isolation'], packages: ['zod'], builtins: true, entries: [] },
  intents: { folders: ['core', 'github', 'boards', 'ledger'], packages: [], builtins: false, entries: [] },
  doctor: {
    folders: ['core', 'github', 'boards', 'ledger'],
    packages: ['@actions/expressions', '@actions/workflow-parser', 'yaml', 'zod'],
    builtins: false,
    entries: [],
  },
  app: { folders: outer, packages: ['probot', 'zod'], builtins: true, entries: ['main.ts'] },
  action: {
    folders: [...outer, 'doctor'],
    packages: ['@actions/core', 'zod'],
    builtins: true,
    entries: ['main.ts', 'post.ts'],
  },
  sandbox: {
    folders: [],
    packages: [
      '@actions/expressions',
      '@actions/workflow-parser',
      '@octokit/graphql-schema',
      'ajv',
      'ajv-formats',
      'graphql',
      'yaml',
      'zod',
    ],
    builtins: true,
    entries: ['git/run-git.ts', 'git/smart-http.ts', 'actions/create-actions.ts'],
  },
  cli: {
    folders: [...outer, 'doctor', 'app', 'action', 'sandbox'],
    packages: ['commander', 'diff', 'zod', 'yaml'],
    builtins: true,
    entries: ['*.ts'],
  },
  build: {
    folders: [...outer, 'doctor', 'app', 'action', 'sandbox', 'cli'],
    packages: ['esbuild', 'probot', 'vitest', 'yaml', 'zod'],
    builtins: true,
    entries: ['**'],
  },
};
