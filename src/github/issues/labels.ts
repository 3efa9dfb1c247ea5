import { formatItemId, type ItemId } from '../../core/item-id.ts';
import { ProviderError } from '../../core/provider-error.ts';
import type { GitHub } from '../wire/client.ts';
import { write } from '../wire/exchange.ts';
import { issueParameters, labelsSchema } from './issues.ts';

/**
 * Adds a label and answers with all labels that the issue has now. GitHub creates a label that the repository lacks.
 * Adding one that is there already changes nothing.
 */
export async function addLabel(github: GitHub, id: ItemId, label: string): Promise<readonly string[]> {
  const { data } = await write({
    doing: `add the label "${label}" to ${formatItemId(id)}`,
    missing: 'item-missing',
    answer: labelsSchema,
    request: (options) =>
      github.request('POST /repos/{owner}/{repo}/issues/{issue_number}/labels', {
        ...issueParameters(id),
        labels: [label],
        ...options,
      }),
  });
  return data;
}

/** Takes a label away; one that is gone already is as good. */
export async function removeLabel(github: GitHub, id: ItemId, label: string): Promise<void> {
  try {
    await write({
      doing: `remove the label "${label}" from ${formatItemId(id)}`,
      missing: 'item-missing',
      answer: labelsSchema,
      request: (options) =>
        github.request('DELETE /repos/{owner}/{repo}/issues/{issue_number}/labels/{name}', {
          ...issueParameters(id),
          name: label,
          ...options,
        }),
    });
  } catch (error) {
    if (error instanceof ProviderError && error.status === 404) return;
    throw error;
  }
}
