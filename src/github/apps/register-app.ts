import * as z from 'zod';
import type { GitHub } from '../wire/client.ts';
import { write } from '../wire/exchange.ts';

/** What GitHub tells once about an App that was registered from a manifest. */
export interface RegisteredApp {
  readonly id: number;
  readonly clientId: string;
  readonly slug: string;
  /** Its page on GitHub. */
  readonly url: string;
  /** PEM. */
  readonly privateKey: string;
  readonly webhookSecret: string;
}

const registeredSchema = z
  .object({
    id: z.int(),
    client_id: z.string(),
    slug: z.string(),
    html_url: z.url(),
    pem: z.string().min(1),
    webhook_secret: z.string().min(1),
  })
  .transform(
    (raw): RegisteredApp => ({
      id: raw.id,
      clientId: raw.client_id,
      slug: raw.slug,
      url: raw.html_url,
      privateKey: raw.pem,
      webhookSecret: raw.webhook_secret,
    }),
  );

/** The code works once, so that nothing is tried again here. */
export async function registerApp(github: GitHub, code: string): Promise<RegisteredApp> {
  const { data } = await write({
    doing: 'get the credentials of the new App',
    missing: 'bad-credentials',
    answer: registeredSchema,
    request: (options) => github.request('POST /app-manifests/{code}/conversions', { code, ...options }),
  });
  return data;
}
