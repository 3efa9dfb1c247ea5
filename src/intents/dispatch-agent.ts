import type { Config } from '../core/config/config.ts';
import { formatItemId } from '../core/item-id.ts';
import type { Intent } from '../core/routing/route.ts';
import type { Router } from '../core/routing/router.ts';
import type { GitHub } from '../github/client.ts';
import { GitHubError } from '../github/github-error.ts';
import { dispatchWorkflow } from '../github/workflows.ts';
import { type Decision, failed, skipped } from './decision.ts';

export type DispatchIntent = Extract<Intent, { kind: 'dispatch' }>;

export interface DispatchSurroundings {
  readonly github: GitHub;
  readonly config: Config;
  /** Of the home repository: its version of the workflow runs. */
  readonly defaultBranch: string;
  readonly router: Router;
}

/** Starts one run of an agent. Starting it twice is safe: the run itself decides whether there is something to do. */
export async function dispatchAgent(
  { agent, item, cause }: DispatchIntent,
  { github, config, defaultBranch, router }: DispatchSurroundings,
): Promise<Decision> {
  if (config.mode === 'observe') {
    return skipped('observed', `${agent} would be started because of ${cause}.`);
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
