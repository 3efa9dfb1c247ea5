import { createHmac } from 'node:crypto';
import type { App } from '../state/app.ts';

/** https://docs.github.com/webhooks/webhook-events-and-payloads#delivery-headers */
export function signedHeaders(
  app: App,
  { event, guid, body }: { event: string; guid: string; body: string },
): Record<string, string> {
  const { id, secret } = app.hook;
  const sign = (algorithm: string): string =>
    `${algorithm}=${createHmac(algorithm, secret ?? '')
      .update(body)
      .digest('hex')}`;
  return {
    Accept: '*/*',
    'Content-Type': 'application/json',
    'User-Agent': 'GitHub-Hookshot/sandbox',
    'X-GitHub-Delivery': guid,
    'X-GitHub-Event': event,
    'X-GitHub-Hook-ID': String(id),
    'X-GitHub-Hook-Installation-Target-ID': String(app.id),
    'X-GitHub-Hook-Installation-Target-Type': 'integration',
    ...(secret === undefined
      ? {}
      : { 'X-Hub-Signature': sign('sha1'), 'X-Hub-Signature-256': sign('sha256') }),
  };
}
