import * as z from 'zod';
import type { RepositoryName } from '../../core/item-id.ts';
import type { GitHub } from '../wire/client.ts';
import { read } from '../wire/exchange.ts';
import { PAGE_SIZE } from '../wire/read-pages.ts';

export interface Run {
  readonly id: number;
  readonly displayTitle: string;
  /** Whether it waits for the run that holds its concurrency group. */
  readonly isPending: boolean;
}

const runsSchema = z.object({
  workflow_runs: z.array(
    z.object({ id: z.int(), display_title: z.string(), status: z.string().nullable() }).transform((raw) => ({
      id: raw.id,
      displayTitle: raw.display_title,
      isPending: raw.status === 'pending',
      isLive: raw.status !== 'completed',
    })),
  ),
});

/** GitHub lists no more than a thousand. */
const MOST_PAGES = 10;

/**
 * The dispatched runs of a workflow that have not ended, the newest first. Reads on while a page shows any, which is one
 * page nearly always; a run that outlives a hundred newer ones is overlooked.
 */
export async function listLiveRuns(
  github: GitHub,
  home: RepositoryName,
  workflow: string,
): Promise<readonly Run[]> {
  const live = new Map<number, Run>();
  for (let page = 1; page <= MOST_PAGES; page++) {
    const runs = await readPage(github, home, { workflow, page, answer: runsSchema });
    const found = runs.filter(({ isLive }) => isLive);
    // A run that is created meanwhile pushes one of this page onto the next.
    for (const { isLive: _, ...run } of found) live.set(run.id, run);
    if (runs.length < PAGE_SIZE || found.length === 0) break;
  }
  return [...live.values()];
}

/** A run of a workflow, ended or not. */
export interface NewRun {
  readonly id: number;
  readonly attempt: number;
  readonly displayTitle: string;
  /** `waiting`: no job of it has begun. */
  readonly status: 'waiting' | 'running' | 'completed';
}

const newRunsSchema = z.object({
  workflow_runs: z.array(
    z
      .object({
        id: z.int(),
        run_attempt: z.int(),
        display_title: z.string(),
        status: z.string().nullable(),
      })
      .transform(
        (raw): NewRun => ({
          id: raw.id,
          attempt: raw.run_attempt,
          displayTitle: raw.display_title,
          status:
            raw.status === 'completed' ? 'completed' : raw.status === 'in_progress' ? 'running' : 'waiting',
        }),
      ),
  ),
});

/** The newest hundred dispatched runs of a workflow. */
export function listNewestRuns(
  github: GitHub,
  home: RepositoryName,
  workflow: string,
): Promise<readonly NewRun[]> {
  return readPage(github, home, { workflow, page: 1, answer: newRunsSchema });
}

interface PageQuestion<T> {
  readonly workflow: string;
  /** From 1. */
  readonly page: number;
  readonly answer: z.ZodType<{ readonly workflow_runs: readonly T[] }>;
}

async function readPage<T>(
  github: GitHub,
  { owner, repository }: RepositoryName,
  { workflow, page, answer }: PageQuestion<T>,
): Promise<readonly T[]> {
  const { data } = await read({
    doing: `list the runs of ${workflow} in ${owner}/${repository}`,
    missing: 'workflow-missing',
    answer,
    request: (options) =>
      github.request('GET /repos/{owner}/{repo}/actions/workflows/{workflow_id}/runs', {
        owner,
        repo: repository,
        workflow_id: workflow,
        event: 'workflow_dispatch',
        per_page: PAGE_SIZE,
        page,
        ...options,
      }),
  });
  return data.workflow_runs;
}
