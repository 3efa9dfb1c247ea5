import { renderAccount } from '../../render/account.ts';
import { renderRoot } from '../../render/root.ts';
import { ApiError, notFound } from '../api-error.ts';
import type { RateMeter } from '../rate-meter.ts';
import { ok, type Route, route } from '../route.ts';

export function metaRoutes(meter: RateMeter): readonly Route[] {
  return [
    route('rate-limit/get', ({ actor }) => {
      const core = meter.quota(actor);
      // Search has its own, smaller limit on GitHub; nothing here searches.
      return ok({ resources: { core, search: { ...core, limit: 30, used: 0, remaining: 30 } }, rate: core });
    }),

    route('meta/root', ({ world }) => ok(renderRoot(world))),

    route('meta/get-zen', () => ({ status: 200, body: 'Half measures are as bad as nothing at all.' })),

    route('users/get-authenticated', ({ world, actor }) => {
      if (actor.kind !== 'person') throw new ApiError(403, 'Resource not accessible by integration');
      return ok(renderAccount(world, actor.user));
    }),

    route<{ username: string }>('users/get-by-username', ({ world, params }) => {
      const user = world.user(params.username);
      if (!user) throw notFound();
      return ok(renderAccount(world, user));
    }),
  ];
}
