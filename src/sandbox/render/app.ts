import type { App, Installation } from '../state/app.ts';
import type { World } from '../state/world.ts';
import { renderUser } from './user.ts';

/** `integration` */
export function renderApp(world: World, app: App): Record<string, unknown> {
  return {
    id: app.id,
    client_id: app.clientId,
    slug: app.slug,
    node_id: app.nodeId,
    owner: renderUser(world, app.owner),
    name: app.name,
    description: '',
    external_url: app.homepage ?? `${world.url}/apps/${app.slug}`,
    html_url: `${world.url}/apps/${app.slug}`,
    created_at: app.createdAt,
    updated_at: app.createdAt,
    permissions: app.permissions,
    events: app.events,
    installations_count: world.installations.filter((installation) => installation.app === app).length,
  };
}

/** `installation` */
export function renderInstallation(world: World, installation: Installation): Record<string, unknown> {
  const { id, app, account } = installation;
  return {
    id,
    client_id: app.clientId,
    account: renderUser(world, account),
    repository_selection: installation.selected ? 'selected' : 'all',
    access_tokens_url: `${world.apiUrl}/app/installations/${id}/access_tokens`,
    repositories_url: `${world.apiUrl}/installation/repositories`,
    html_url: `${world.url}/settings/installations/${id}`,
    app_id: app.id,
    app_slug: app.slug,
    target_id: account.id,
    target_type: account.type,
    permissions: installation.permissions,
    events: app.events,
    created_at: installation.createdAt,
    updated_at: installation.createdAt,
    single_file_name: null,
    has_multiple_single_files: false,
    single_file_paths: [],
    suspended_by: null,
    suspended_at: null,
  };
}
