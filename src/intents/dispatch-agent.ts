import type { Config } from '../core/config/config.ts';
import { formatItemId } from '../core/item-id.ts';
import type { Intent } from '../core/routing/route.ts';
import type { Router } from '../core/routing/router.ts';
import { parseRunName } from '../core/run-name.ts';
import type { GitHub } from '../github/client.ts';
import { GitHubError } from '../github/github-error.ts';
import { listDispatchedRuns } from '../github/list-runs.ts';
import { dispatchWorkflow } from '../github/workflows.ts';
import { type Decision, failed, skipped } from './decision.ts';

export type DispatchIntent = Extract<Intent, { kind: 'dispatch' }>;

export interface DispatchSurroundings {
  readonly github: GitHub;
  readonly config: Config;
  /** Of the home repository: its version of the workflow runs. */
  readonly defaultBranch: string;
  readonly router: Router;
  readonly now: () => Date;
}

/** Starts one run of an agent. Starting it twice is safe: the run itself decides whether there is something to do. */
export async function dispatchAgent(
  { agent, item, cause }: DispatchIntent,
  { github, config, defaultBranch, router }: DispatchSurroundings,
): Promise<Decision> {
  if (config.mode === 'observe') {
    return skipped('observed', `${agent} would be started because of ${cause}.`);
  }
  const waiting = item ? undefined : await findPending(agent, github, config);
  if (waiting !== undefined) {
    return skipped('run-waiting', `run ${waiting} of ${agent} waits for its turn, and will see what is new`);
  }
  try {
    const { runId, url } = await dispatchWorkflow(github, config.home, {
      workflow: config.workflow,
      ref: defaultBranch,
      inputs: {
        project: config.project,
        agent,
        item: item ? formatItemId(item) : '',
        cause,
        dispatch: router,
      },
    });
    const run = { ...(runId !== undefined && { id: runId }), ...(url !== undefined && { url }) };
    return { outcome: 'acted', reason: 'dispatched', detail: `${agent} because of ${cause}`, run };
  } catch (error) {
    if (!(error instanceof GitHubError)) throw error;
    return failed(error.reason, error.message);
  }
}

/**
 * A run of a project's singleton that waits for the one before it. It will read later than what this event tells happened,
 * so that forty cards moved at once need no forty runs of which each replaces the one before. Where it cannot be read, one run too
 * many is sent, and waits.
 */
async function findPending(agent: string, github: GitHub, config: Config): Promise<number | undefined> {
  try {
    const runs = await listDispatchedRuns(github, config.home, config.workflow);
    return runs.find(({ displayTitle, isPending }) => {
      const name = parseRunName(displayTitle);
      return isPending && name?.agent === agent && name.subject === config.project;
    })?.id;
  } catch (error) {
    if (!(error instanceof GitHubError)) throw error;
    return undefined;
  }
}
