import * as z from 'zod';
import { formatItemId, type ItemId } from '../../core/item-id.ts';
import type { GitHub } from '../wire/client.ts';
import { tryTwice, write } from '../wire/exchange.ts';
import { issueParameters } from './issues.ts';

/** Replaces an issue's text, whatever it is by then. To do so twice changes nothing more. */
export async function replaceIssueBody(github: GitHub, item: ItemId, body: string): Promise<void> {
  await tryTwice(() =>
    write({
      doing: `change the text of ${formatItemId(item)}`,
      missing: 'item-missing',
      answer: z.object({ number: z.int() }),
      request: (options) =>
        github.request('PATCH /repos/{owner}/{repo}/issues/{issue_number}', {
          ...issueParameters(item),
          body,
          ...options,
        }),
    }),
  );
}
