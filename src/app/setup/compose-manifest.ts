import { APP_NAME, EVENTS, PERMISSIONS } from '../app-manifest.ts';
import { WEBHOOK_PATH } from '../http/answer-request.ts';

interface ManifestOptions {
  /** The page that GitHub shows to people who want to know more about the App. */
  readonly homepage: string;
  /** Where GitHub reaches the server, without a path. */
  readonly publicUrl: string;
  /** Where GitHub sends the browser back to. */
  readonly redirectUrl: string;
  /** Whether boards may be GitHub projects; labels need less. */
  readonly projects: boolean;
}

/** What only a board that is a GitHub project needs. */
const OF_PROJECTS: ReadonlySet<string> = new Set(['organization_projects', 'projects_v2_item']);

/** https://docs.github.com/apps/sharing-github-apps/registering-a-github-app-from-a-manifest */
export function composeManifest({ homepage, publicUrl, redirectUrl, projects }: ManifestOptions): string {
  const isAsked = (name: string): boolean => projects || !OF_PROJECTS.has(name);
  return JSON.stringify({
    name: APP_NAME,
    url: homepage,
    public: false,
    redirect_url: redirectUrl,
    hook_attributes: { url: `${publicUrl}${WEBHOOK_PATH}`, active: true },
    default_events: Object.keys(EVENTS).filter(isAsked),
    default_permissions: Object.fromEntries(
      Object.entries(PERMISSIONS)
        .filter(([name]) => isAsked(name))
        .map(([name, { access }]) => [name, access]),
    ),
  });
}
