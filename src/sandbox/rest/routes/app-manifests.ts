import { renderApp } from '../../render/app.ts';
import type { ManifestCodes } from '../../state/manifest-codes.ts';
import { notFound } from '../api-error.ts';
import { created, type Route, route } from '../route.ts';

/** The last step of a registration from a manifest: the code becomes the App's credentials. */
export function appManifestRoutes(codes: ManifestCodes): readonly Route[] {
  return [
    route<{ code: string }>('apps/create-from-manifest', ({ world, params }) => {
      const credentials = codes.take(params.code);
      if (!credentials) throw notFound();
      const { app, clientSecret, webhookSecret, privateKey } = credentials;
      return created({
        ...renderApp(world, app),
        client_id: app.clientId,
        client_secret: clientSecret,
        webhook_secret: webhookSecret,
        pem: privateKey,
      });
    }),
  ];
}
