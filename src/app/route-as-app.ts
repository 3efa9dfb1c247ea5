import type { Config } from '../core/config/config.ts';
import type { Event } from '../core/routing/event.ts';
import { type Routing, route, skipForeign } from '../core/routing/route.ts';

/** What the app does about an event, if the configuration has the app answer events at all. */
export function routeAsApp(event: Event, config: Config): Routing {
  return skipForeign('app', config) ?? route(event, config);
}
