import * as z from 'zod';
import type { RepositoryName } from '../core/item-id.ts';
import type { GitHub } from './client.ts';
import { read } from './exchange.ts';
import { PAGE_SIZE } from './read-pages.ts';

export interface Run {
  readonly id: number;
  readonly displayTitle: string;
  /** Whether it waits for the run that holds its concurrency group. */
  readonly isPending: boolean;
}

const runsSchema = z.object({
  workflow_runs: z.array(
    z.object({ id: z.int(), display_title: z.string(), status: z.string().nullable() }).transform(
      (raw): Run => ({
        id: raw.id,
        displayTitle: raw.display_title,
        isPending: raw.status === 'pending',
      }),
    ),
  ),
});

/** The newest runs of a workflow that were dispatched, one page of them. One that is missing may be there all the same. */
export async function listDispatchedRuns(
  github: GitHub,
  { owner, repository }: RepositoryName,
  workflow: string,
): Promise<readonly Run[]> {
  const { data } = await read(github, {
    doing: `list the runs of ${workflow} in ${owner}/${repository}`,
    missing: 'workflow-missing',
    answer: runsSchema,
    request: (options) =>
      github.request('GET /repos/{owner}/{repo}/actions/workflows/{workflow_id}/runs', {
        owner,
        repo: repository,
        workflow_id: workflow,
        event: 'workflow_dispatch',
        per_page: PAGE_SIZE,
        ...options,
      }),
  });
  return data.workflow_runs;
}
