import type { App } from '../state/app.ts';
import type { World } from '../state/world.ts';

export function renderPing(world: World, app: App): Record<string, unknown> {
  return {
    zen: 'Half measures are as bad as nothing at all.',
    hook_id: app.hook.id,
    hook: {
      type: 'App',
      id: app.hook.id,
      name: 'web',
      active: true,
      events: app.events,
      config: { content_type: 'json', insecure_ssl: '0', url: app.hook.url },
      app_id: app.id,
      created_at: app.createdAt,
      updated_at: app.createdAt,
      deliveries_url: `${world.apiUrl}/app/hook/deliveries`,
    },
  };
}
