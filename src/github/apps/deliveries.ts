import * as z from 'zod';
import type { DeliveryAttempt } from '../../core/policy/redeliveries.ts';
import { ProviderError } from '../../core/provider-error.ts';
import { notUnderstood } from '../../core/text/github-error.ts';
import type { GitHub } from '../wire/client.ts';
import { type Exchange, read, write } from '../wire/exchange.ts';
import { nextPage, PAGE_SIZE } from '../wire/read-pages.ts';

const attemptSchema = z
  .object({
    // Beyond 2^53 since 2026, where Octokit gives a bigint: https://github.com/octokit/request.js/issues/797
    id: z.union([z.int(), z.bigint()]),
    guid: z.string(),
    event: z.string(),
    delivered_at: z.iso.datetime({ offset: true }),
    redelivery: z.boolean(),
    status_code: z.int(),
  })
  .transform(
    (raw): DeliveryAttempt => ({
      id: String(raw.id),
      guid: raw.guid,
      event: raw.event,
      at: Date.parse(raw.delivered_at),
      isRedelivery: raw.redelivery,
      statusCode: raw.status_code,
    }),
  );

export interface DeliveryPage {
  /** Newest first. */
  readonly attempts: readonly DeliveryAttempt[];
  /** When GitHub answered, by its clock, in milliseconds since 1970. */
  readonly now: number;
}

/**
 * The log of the App's deliveries, newest first; stop when you have seen enough.
 *
 * @param github as the App itself.
 */
export async function* readDeliveryLog(
  github: GitHub,
  status: 'success' | 'failure',
): AsyncGenerator<DeliveryPage> {
  const doing = 'read the deliveries of the App';
  let request: Exchange<unknown>['request'] | undefined = (options) =>
    github.request('GET /app/hook/deliveries', { per_page: PAGE_SIZE, status, ...options });
  while (request) {
    const answer = z.array(attemptSchema);
    const { data, link, date } = await read({ doing, missing: 'bad-credentials', answer, request });
    const now = Date.parse(date ?? '');
    if (Number.isNaN(now)) {
      const message = notUnderstood(doing, ['it carries no date']);
      throw new ProviderError({ reason: 'answer-unexpected', message });
    }
    yield { attempts: data, now };
    const url = nextPage(link);
    request = url === undefined ? undefined : (options) => github.request({ method: 'GET', url, ...options });
  }
}

/** Has GitHub send once more what an attempt failed to deliver. */
export async function redeliver(github: GitHub, { id, event }: DeliveryAttempt): Promise<void> {
  await write({
    doing: `have ${event} delivered again`,
    missing: 'answer-unexpected',
    answer: z.unknown(),
    request: (options) =>
      github.request('POST /app/hook/deliveries/{delivery_id}/attempts', {
        // Octokit's types know of no id that is no number.
        delivery_id: id as unknown as number,
        ...options,
      }),
  });
}
