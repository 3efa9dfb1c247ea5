import * as z from 'zod';
import type { RepositoryName } from '../../core/item-id.ts';
import { ProviderError } from '../../core/provider-error.ts';
import { tooMany } from '../../core/text/github-error.ts';
import type { GitHub } from '../wire/client.ts';
import { read } from '../wire/exchange.ts';
import { PAGE_SIZE } from '../wire/read-pages.ts';

export interface InstalledRepository extends RepositoryName {
  /** Node id. */
  readonly id: string;
  readonly defaultBranch: string;
  /** Nothing can be written there. */
  readonly isArchived: boolean;
}

/** An App on more than these is not understood. */
const MAX_PAGES = 100;

const pageSchema = z.object({
  total_count: z.int(),
  repositories: z.array(
    z
      .object({
        node_id: z.string(),
        name: z.string(),
        owner: z.object({ login: z.string() }),
        default_branch: z.string(),
        archived: z.boolean(),
      })
      .transform(
        (raw): InstalledRepository => ({
          id: raw.node_id,
          owner: raw.owner.login,
          repository: raw.name,
          defaultBranch: raw.default_branch,
          isArchived: raw.archived,
        }),
      ),
  ),
});

/** The repositories that the installation reaches, whose token this is. */
export async function listInstalledRepositories(github: GitHub): Promise<readonly InstalledRepository[]> {
  const doing = 'list the repositories of the installation';
  const found: InstalledRepository[] = [];
  for (let page = 1; page <= MAX_PAGES; page += 1) {
    const { data } = await read({
      doing,
      missing: 'bad-credentials',
      answer: pageSchema,
      request: (options) =>
        github.request('GET /installation/repositories', { per_page: PAGE_SIZE, page, ...options }),
    });
    found.push(...data.repositories);
    if (page * PAGE_SIZE >= data.total_count) return found;
  }
  throw new ProviderError({ reason: 'answer-unexpected', message: tooMany(doing, MAX_PAGES * PAGE_SIZE) });
}
