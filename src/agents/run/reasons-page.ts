import type { Environment } from './surroundings.ts';

/**
 * The page that says what each reason means, of the very commit that runs. The runner does not name an action that lies in
 * the repository itself: `undefined`.
 */
export function reasonsPageUrl(env: Environment): string | undefined {
  const { GITHUB_SERVER_URL: server, GITHUB_ACTION_REPOSITORY: action, GITHUB_ACTION_REF: ref } = env;
  if (!server || !action || !ref) return undefined;
  return `${server.replace(/\/+$/, '')}/${action}/blob/${ref}/docs/reasons.md`;
}
