import * as z from 'zod';
import type { RepositoryName } from '../../core/item-id.ts';
import type { GitHub } from '../wire/client.ts';
import { read } from '../wire/exchange.ts';
import { PAGE_SIZE } from '../wire/read-pages.ts';

const messageSchema = z.object({ commit: z.object({ message: z.string() }) });

/** The messages of the newest hundred commits of a branch, newest first. */
export async function listCommitMessages(
  github: GitHub,
  { owner, repository }: RepositoryName,
  branch: string,
): Promise<readonly string[]> {
  const { data } = await read({
    doing: `list the commits of ${branch} in ${owner}/${repository}`,
    missing: 'ledger-missing',
    answer: z.array(messageSchema),
    request: (options) =>
      github.request('GET /repos/{owner}/{repo}/commits', {
        owner,
        repo: repository,
        sha: branch,
        per_page: PAGE_SIZE,
        ...options,
      }),
  });
  return data.map(({ commit }) => commit.message);
}
