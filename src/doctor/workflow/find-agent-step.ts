import type { ReadWorkflow } from './read-workflow.ts';
import { agentStep, type Call, callInputs, type InterlockStep, type Workflow } from './workflow.ts';

/** The step that executes an agent, also behind calls of reusable workflows. */
export type AgentStep =
  | { readonly kind: 'found'; readonly step: InterlockStep }
  | { readonly kind: 'none' }
  /** It may be in a workflow of another repository, or of another commit. */
  | { readonly kind: 'elsewhere'; readonly uses: string }
  | { readonly kind: 'broken'; readonly path: string; readonly problems: readonly string[] };

type Read = (path: string) => Promise<ReadWorkflow>;

/** GitHub follows no more: https://docs.github.com/actions/how-tos/reuse-automations/reuse-workflows#nesting-reusable-workflows */
const DEEPEST = 10;

export async function findAgentStep(workflow: Workflow, read: Read, depth = 1): Promise<AgentStep> {
  const own = agentStep(workflow);
  if (own) return { kind: 'found', step: own };
  let otherwise: AgentStep = { kind: 'none' };
  for (const job of Object.values(workflow.jobs)) {
    if (job.uses === undefined || depth >= DEEPEST) continue;
    const found = await follow(job, job.uses, read, depth);
    if (found.kind === 'found') return found;
    if (otherwise.kind === 'none') otherwise = found;
  }
  return otherwise;
}

async function follow(job: Call['job'], uses: string, read: Read, depth: number): Promise<AgentStep> {
  const [, path] = /^\.\/(\.github\/workflows\/[^/@]+\.ya?ml)$/.exec(uses) ?? [];
  if (path === undefined) return { kind: 'elsewhere', uses };
  const called = await read(path);
  if (called.kind === 'invalid') return { kind: 'broken', path, problems: called.problems };
  const { workflow, text } = called;
  const found = await findAgentStep(workflow, read, depth + 1);
  if (found.kind !== 'found') return found;
  if (!callInputs(workflow)) return { kind: 'broken', path, problems: ['it has no `workflow_call` trigger'] };
  const { calls = [], ...step } = found.step;
  return { kind: 'found', step: { ...step, calls: [{ job, workflow, path, text }, ...calls] } };
}
