import type { IncomingHttpHeaders } from 'node:http';
import type { Reason } from '../../core/reasons.ts';

export interface WebhookHeaders {
  readonly id: string;
  readonly event: string;
  readonly signature: string;
}

export type ReadHeaders =
  | { readonly kind: 'complete'; readonly headers: WebhookHeaders }
  | { readonly kind: 'refused'; readonly reason: Reason; readonly detail: string; readonly id?: string };

/** What stands here is not yet known to come from GitHub: the id is echoed, so it is held to its form. */
export function readHeaders(headers: IncomingHttpHeaders): ReadHeaders {
  const id = textOf(headers['x-github-delivery'], /^[\w-]{1,64}$/);
  const event = textOf(headers['x-github-event'], /^\w{1,64}$/);
  const signature = textOf(headers['x-hub-signature-256'], /^sha256=[\da-f]{64}$/);
  if (!id)
    return {
      kind: 'refused',
      reason: 'payload-invalid',
      detail: 'X-GitHub-Delivery is missing or malformed',
    };
  if (!event)
    return {
      kind: 'refused',
      reason: 'payload-invalid',
      detail: 'X-GitHub-Event is missing or malformed',
      id,
    };
  if (!/^application\/json\s*(?:;|$)/i.test(headers['content-type'] ?? '')) {
    const detail = 'the content type is not application/json: choose it in the settings of the webhook';
    return { kind: 'refused', reason: 'payload-invalid', detail, id };
  }
  if (!signature) {
    return {
      kind: 'refused',
      reason: 'signature-invalid',
      detail: 'X-Hub-Signature-256 is missing or malformed',
      id,
    };
  }
  return { kind: 'complete', headers: { id, event, signature } };
}

function textOf(header: string | string[] | undefined, form: RegExp): string | undefined {
  return typeof header === 'string' && form.test(header) ? header : undefined;
}
