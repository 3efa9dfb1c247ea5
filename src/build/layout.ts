export interface Folder {
  /** Folders below `src/` whose files may be imported, besides its own. */
  readonly folders: readonly FolderName[];
  /** Packages that may be imported. The list is closed: a new dependency of a folder is a decision. */
  readonly packages: readonly string[];
  /** Node's own modules may be imported. */
  readonly builtins: boolean;
  /** Files that may read the environment: entries of processes, and those that find programs by PATH. */
  readonly entries: readonly string[];
  /** Inner folders that must not look up to other inner folders. */
  readonly below?: { readonly these: readonly string[]; readonly notTo: readonly string[] };
  /** What lies right in the folder and must not know all that its inner folders know, but for the files named. */
  readonly front?: { readonly folders: readonly FolderName[]; readonly besides: readonly string[] };
}

export type FolderName =
  | 'core'
  | 'github'
  | 'config'
  | 'boards'
  | 'ledger'
  | 'isolation'
  | 'tools'
  | 'mcp'
  | 'model-proxy'
  | 'engines'
  | 'orchestration'
  | 'doctor'
  | 'agents'
  | 'app'
  | 'action'
  | 'sandbox'
  | 'cli'
  | 'build';

const inner = ['core', 'github', 'config', 'boards', 'ledger'] as const;
const outer = [...inner, 'isolation', 'engines', 'orchestration'] as const;
/** What an agent's run is made of besides. */
const served = ['tools', 'mcp', 'model-proxy'] as const;

/** The layout's arrows, as `docs/development.md` draws them. The linter's rules are made from this table. */
export const layout: Readonly<Record<FolderName, Folder>> = {
  core: { folders: [], packages: ['markdown-it', 'mustache', 'zod', 'yaml'], builtins: false, entries: [] },
  github: {
    folders: ['core'],
    packages: ['octokit', '@octokit', '@actions/github', 'zod'],
    builtins: true,
    entries: [],
  },
  config: { folders: ['core', 'github'], packages: [], builtins: false, entries: [] },
  boards: {
    folders: ['core', 'github'],
    packages: ['zod'],
    builtins: false,
    entries: [],
    // The port and what is right for every board. The inner folders are the providers.
    front: { folders: ['core'], besides: ['open-board.ts'] },
  },
  ledger: { folders: ['core', 'github'], packages: ['zod'], builtins: false, entries: [] },
  isolation: { folders: ['core'], packages: ['zod'], builtins: true, entries: [] },
  tools: { folders: ['core'], packages: ['zod'], builtins: false, entries: [] },
  mcp: {
    folders: ['core', 'tools'],
    packages: ['@modelcontextprotocol/sdk', 'zod'],
    builtins: true,
    entries: [],
  },
  'model-proxy': {
    folders: ['core'],
    packages: ['@pydantic/genai-prices', 'eventsource-parser', 'zod'],
    builtins: true,
    entries: [],
  },
  engines: { folders: ['core', 'github', 'isolation'], packages: ['zod'], builtins: true, entries: [] },
  orchestration: { folders: inner, packages: [], builtins: false, entries: [] },
  doctor: {
    folders: [...inner, 'engines', 'model-proxy'],
    packages: ['@actions/expressions', '@actions/workflow-parser', 'yaml', 'zod'],
    builtins: false,
    entries: [],
  },
  agents: { folders: [...outer, ...served, 'doctor'], packages: ['zod'], builtins: true, entries: [] },
  app: { folders: outer, packages: ['probot', 'zod'], builtins: true, entries: ['main.ts'] },
  action: {
    folders: [...outer, ...served, 'doctor', 'agents'],
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
    // GitHub's state and what becomes of it know nothing of the ways to ask for it.
    below: { these: ['changes', 'events', 'state'], notTo: ['rest'] },
    entries: ['git/run-git.ts', 'git/smart-http.ts', 'actions/create-actions.ts'],
  },
  cli: {
    folders: [...outer, 'doctor', 'agents', 'app', 'action', 'sandbox'],
    packages: ['commander', 'diff', 'zod', 'yaml'],
    builtins: true,
    entries: ['*.ts'],
  },
  build: {
    folders: [...outer, ...served, 'doctor', 'agents', 'app', 'action', 'sandbox', 'cli'],
    packages: ['esbuild', 'probot', 'vitest', 'yaml', 'zod', '@modelcontextprotocol/sdk'],
    builtins: true,
    entries: ['**'],
  },
};
