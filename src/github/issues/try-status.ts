import { formatItemId, type ItemId } from '../../core/item-id.ts';
import { ProviderError } from '../../core/provider-error.ts';
import type { StatusUpdate } from '../../core/text/status-comment.ts';
import { statusNotWritten } from '../../core/text/status-not-written.ts';
import type { GitHub } from '../wire/client.ts';
import { updateStatus } from './update-status.ts';

/**
 * For work that goes on whether or not it can be told on the item. Answers with what to say instead, where a person looks
 * at the run; empty if the item says it.
 */
export async function tryStatus(github: GitHub, item: ItemId, update: StatusUpdate): Promise<string> {
  try {
    await updateStatus(github, item, update);
    return '';
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    return statusNotWritten(formatItemId(item), error.message);
  }
}
