import * as z from 'zod';
import type { RepositoryName } from '../../core/item-id.ts';
import type { GitHub } from '../wire/client.ts';
import { write } from '../wire/exchange.ts';

export interface DispatchRequest {
  /** File name below `.github/workflows`. */
  readonly workflow: string;
  /** Branch whose version of the file runs. */
  readonly ref: string;
  readonly inputs: Readonly<Record<string, string>>;
}

/** A run of an agent that is to be started, as the inputs of the agents' workflow name it. */
export interface AgentDispatch {
  readonly project: string;
  readonly agent: string;
  /** `owner/repository#number`; `null`: the project. */
  readonly item: string | null;
  readonly cause: string;
  /** By which the run recognises what it was sent for. */
  readonly key: string;
}

export function agentInputs({ project, agent, item, cause, key }: AgentDispatch): DispatchRequest['inputs'] {
  return { project, agent, item: item ?? '', cause, dispatch: key };
}

/** The run that came of it; GitHub Enterprise Servers do not say. */
export interface Dispatched {
  readonly runId?: number;
  /** GitHub's page of the run. */
  readonly url?: string;
}

const dispatchedSchema = z.union([
  z
    .object({ workflow_run_id: z.int(), html_url: z.string() })
    .transform((raw): Dispatched => ({ runId: raw.workflow_run_id, url: raw.html_url })),
  // 204 has no body.
  z.literal(['', undefined]).transform((): Dispatched => ({})),
]);

/**
 * Starts a run by `workflow_dispatch`. An error that is `ambiguous` may have started it: sending again is safe only
 * because the run re-reads everything and its concurrency group holds one.
 */
export async function dispatchWorkflow(
  github: GitHub,
  { owner, repository }: RepositoryName,
  { workflow, ref, inputs }: DispatchRequest,
): Promise<Dispatched> {
  const { data } = await write({
    doing: `dispatch ${workflow} in ${owner}/${repository}`,
    missing: 'workflow-missing',
    invalid: (answer) => (NO_TRIGGER.test(answer) ? 'workflow-missing' : 'workflow-invalid'),
    answer: dispatchedSchema,
    request: (options) =>
      github.request('POST /repos/{owner}/{repo}/actions/workflows/{workflow_id}/dispatches', {
        owner,
        repo: repository,
        workflow_id: workflow,
        ref,
        inputs,
        return_run_details: true,
        ...options,
      }),
  });
  return data;
}

/** GitHub answers 422, not 404, for a file that is there but cannot be dispatched. */
const NO_TRIGGER = /does not have 'workflow_dispatch' trigger/;
