import type { Permissions } from '../../state/app.ts';
import type { Access } from '../../state/user.ts';

/** What `permissions:` may name, and whether it can be written. */
const scopes: Readonly<Record<string, 'read' | 'write'>> = {
  actions: 'write',
  attestations: 'write',
  checks: 'write',
  contents: 'write',
  deployments: 'write',
  discussions: 'write',
  'id-token': 'write',
  issues: 'write',
  models: 'read',
  packages: 'write',
  pages: 'write',
  'pull-requests': 'write',
  'repository-projects': 'write',
  'security-events': 'write',
  statuses: 'write',
};

/** GITHUB_TOKEN where no file says otherwise: the "restricted" default of repositories made since 2023. */
export const defaultPermissions: Permissions = { contents: 'read', packages: 'read', metadata: 'read' };

/** `permissions:` as it stands in the file to the names of GitHub's API. What is not named is not granted. */
export function readPermissions(value: unknown): Permissions {
  if (value === 'read-all') return all(() => 'read');
  if (value === 'write-all') return all((most) => most);
  const granted: Permissions = { metadata: 'read' };
  for (const [scope, access] of Object.entries((value ?? {}) as Record<string, string>)) {
    if (access === 'read' || access === 'write') granted[apiName(scope)] = access;
  }
  return granted;
}

function all(access: (most: Access) => Access): Permissions {
  const named = Object.entries(scopes).map(([scope, most]) => [apiName(scope), access(most)]);
  return { metadata: 'read', ...Object.fromEntries(named) };
}

function apiName(scope: string): string {
  return scope.replaceAll('-', '_');
}
