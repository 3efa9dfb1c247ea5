import * as z from 'zod';
import { ProviderError } from '../../core/provider-error.ts';
import { tooMany } from '../../core/text/github-error.ts';
import type { GitHub } from './client.ts';
import { type Exchange, read } from './exchange.ts';

export const PAGE_SIZE = 100;

/** 5,000 entries. More is an error: a listing that was cut off would make capacity look free. */
const MAX_PAGES = 50;

/** All entries of a listing, by following GitHub's `Link: <...>; rel="next"` (its form is GitHub's own matter). */
export async function readPages<T>(
  github: GitHub,
  { answer, ...exchange }: Exchange<T>,
): Promise<readonly T[]> {
  const entries: T[] = [];
  let page: Exchange<T[]> = { ...exchange, answer: z.array(answer) };
  for (let count = 0; count < MAX_PAGES; count++) {
    const { data, link } = await read(page);
    entries.push(...data);
    const next = nextPage(link);
    if (next === undefined) return entries;
    page = { ...page, request: (options) => github.request({ method: 'GET', url: next, ...options }) };
  }
  throw new ProviderError({
    reason: 'answer-unexpected',
    message: tooMany(exchange.doing, MAX_PAGES * PAGE_SIZE),
  });
}

/** Where a listing goes on. */
export function nextPage(link: string | undefined): string | undefined {
  return /<([^<>]+)>;\s*rel="next"/.exec(link ?? '')?.[1];
}
