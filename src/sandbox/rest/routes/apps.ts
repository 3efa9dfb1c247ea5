import { isInstalledOn } from '../../auth/reach.ts';
import { renderApp, renderInstallation } from '../../render/app.ts';
import type { App, Installation } from '../../state/app.ts';
import type { World } from '../../state/world.ts';
import { notFound } from '../api-error.ts';
import { page } from '../page.ts';
import { ok, type Route, type RouteRequest, repositoryRoute, route } from '../route.ts';

export const appRoutes: readonly Route[] = [
  route('apps/get-authenticated', (request) => ok(renderApp(request.world, appOf(request)))),

  route<{ app_slug: string }>('apps/get-by-slug', ({ world, params }) => {
    const app = world.apps.find(({ slug }) => slug === params.app_slug);
    if (!app) throw notFound();
    return ok(renderApp(world, app));
  }),

  route('apps/list-installations', (request) => {
    const { world } = request;
    return page(request, installationsOf(world, appOf(request)), (slice) =>
      slice.map((installation) => renderInstallation(world, installation)),
    );
  }),

  route<{ installation_id: number }>('apps/get-installation', (request) =>
    found(request, ({ id }) => id === request.params.installation_id),
  ),

  repositoryRoute('apps/get-repo-installation', (request) =>
    found(request, (installation) => isInstalledOn(installation, request.repository)),
  ),

  route<{ org: string }>('apps/get-org-installation', (request) =>
    found(
      request,
      ({ account }) => account.type === 'Organization' && isNamed(account.login, request.params.org),
    ),
  ),

  route<{ username: string }>('apps/get-user-installation', (request) =>
    found(
      request,
      ({ account }) => account.type === 'User' && isNamed(account.login, request.params.username),
    ),
  ),
];

export function appOf({ actor }: RouteRequest): App {
  if (actor.kind !== 'app') throw new Error('authorise lets only apps come here');
  return actor.app;
}

export function installationsOf(world: World, app: App): Installation[] {
  return world.installations.filter((installation) => installation.app === app);
}

function found(request: RouteRequest, wanted: (installation: Installation) => boolean) {
  const installation = installationsOf(request.world, appOf(request)).find(wanted);
  if (!installation) throw notFound();
  return ok(renderInstallation(request.world, installation));
}

function isNamed(login: string, name: string): boolean {
  return login.toLowerCase() === name.toLowerCase();
}
