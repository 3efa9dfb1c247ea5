import * as z from 'zod';
import type { GitHub } from '../wire/client.ts';
import { PAGE_SIZE, readPages } from '../wire/read-pages.ts';

export interface Installation {
  readonly id: number;
  /** Whose repositories it is on. */
  readonly account: string;
  /** It has no tokens until its owner takes that back. */
  readonly isSuspended: boolean;
}

const installationSchema = z
  .object({
    id: z.int(),
    // An enterprise has no login.
    account: z.object({ login: z.string().optional(), slug: z.string().optional() }).nullable(),
    suspended_at: z.string().nullish(),
  })
  .transform(
    ({ id, account, suspended_at: suspendedAt }): Installation => ({
      id,
      account: account?.login ?? account?.slug ?? String(id),
      isSuspended: typeof suspendedAt === 'string',
    }),
  );

/** @param github as the App itself. */
export function listInstallations(github: GitHub): Promise<readonly Installation[]> {
  return readPages(github, {
    doing: 'list the installations of the App',
    missing: 'bad-credentials',
    answer: installationSchema,
    request: (options) => github.request('GET /app/installations', { per_page: PAGE_SIZE, ...options }),
  });
}
