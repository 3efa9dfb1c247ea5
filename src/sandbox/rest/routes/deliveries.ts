import type { App } from '../../state/app.ts';
import type { Delivery } from '../../webhooks/delivery.ts';
import type { Webhooks } from '../../webhooks/webhooks.ts';
import { notFound, validationFailed } from '../api-error.ts';
import { ok, type Route, route } from '../route.ts';
import { appOf } from './apps.ts';

interface ListParams {
  per_page: number;
  cursor?: string;
  status?: 'success' | 'failure';
}

/** The delivery log of an app, newest first; pages are reached by cursor. */
export function deliveryRoutes(webhooks: Webhooks): readonly Route[] {
  const find = (app: App, id: number): Delivery => {
    const delivery = webhooks.log.find((candidate) => candidate.id === id && candidate.app === app.slug);
    if (!delivery) throw notFound();
    return delivery;
  };

  return [
    route<ListParams>('apps/list-webhook-deliveries', (request) => {
      const { per_page: perPage, cursor, status } = request.params;
      const all = webhooks.log
        .filter(({ app, status: state }) => app === appOf(request).slug && state !== 'pending')
        .filter((delivery) => status === undefined || (status === 'success') === (delivery.status === 'OK'))
        .sort((a, b) => b.id - a.id);
      const start = cursor === undefined ? 0 : all.findIndex(({ id }) => cursor === cursorOf(id));
      if (start < 0) throw validationFailed([{ resource: 'Hook', field: 'cursor', code: 'invalid' }]);
      const reply = ok(all.slice(start, start + perPage).map(renderItem));
      const next = all[start + perPage];
      if (!next) return reply;
      const url = new URL(request.url);
      url.searchParams.set('cursor', cursorOf(next.id));
      return { ...reply, headers: { link: `<${url.href}>; rel="next"` } };
    }),

    route<{ delivery_id: number }>('apps/get-webhook-delivery', (request) => {
      const delivery = find(appOf(request), request.params.delivery_id);
      const { request: sent, response } = delivery;
      return ok({
        ...renderItem(delivery),
        url: appOf(request).hook.url,
        request: sent,
        response: { headers: response?.headers ?? null, payload: response?.body ?? null },
      });
    }),

    route<{ delivery_id: number }>('apps/redeliver-webhook-delivery', (request) => {
      webhooks.redeliver(find(appOf(request), request.params.delivery_id).id);
      return { status: 202, body: {} };
    }),

    route('apps/get-webhook-config-for-app', (request) => {
      const { url, secret } = appOf(request).hook;
      return ok({
        content_type: 'json',
        insecure_ssl: '0',
        ...(url === undefined ? {} : { url }),
        ...(secret === undefined ? {} : { secret: '********' }),
      });
    }),
  ];
}

function cursorOf(id: number): string {
  return `v1_${id}`;
}

function renderItem(delivery: Delivery): Record<string, unknown> {
  return {
    id: delivery.id,
    guid: delivery.guid,
    delivered_at: delivery.deliveredAt,
    redelivery: delivery.redelivery,
    duration: delivery.duration,
    status: delivery.status,
    status_code: delivery.statusCode,
    event: delivery.event,
    action: delivery.action,
    installation_id: delivery.installationId,
    repository_id: delivery.repositoryId,
    throttled_at: null,
  };
}
