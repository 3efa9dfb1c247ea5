import * as z from 'zod';
import { type EventReading, type HandledEvent, readEvent } from '../core/routing/read-event.ts';

const installedSchema = z.object({ installation: z.object({ id: z.int().positive() }) });

/** Reads a webhook of an App. Without an installation there is no token, so that nothing could be done about it. */
export function readWebhook(name: HandledEvent, payload: unknown): EventReading {
  return installedSchema.safeParse(payload).success
    ? readEvent(name, payload)
    : { kind: 'invalid', detail: 'installation: it is not there, or has no id' };
}
