import type { AgentsWorkflow } from '../doctor-subject.ts';
import { type Differences, type DispatchOrigin, type SampleDispatch, sampleDispatch } from './dispatch.ts';
import { evaluateText, type Json } from './evaluate.ts';
import { contextsOfStep, reaches } from './jobs-to-step.ts';
import { excludes, type Locks } from './locks.ts';
import type { InterlockStep } from './workflow.ts';

export type LocksFor = (differences: Differences) => Locks;

const PERSON: Json = { login: 'mona', id: 2, type: 'User' };

/** What must not keep two runs of the same subject apart. */
export const VARIED: readonly Variation[] = [
  { name: 'the cause', differences: { cause: 'pull-request-merged' } },
  { name: 'the dispatch', differences: { dispatch: 'manual-2' } },
  { name: 'the run itself', differences: { runId: '1002' } },
  {
    name: 'who started the run, the App or a person',
    differences: {
      github: { actor: 'mona', actor_id: '2', triggering_actor: 'mona' },
      event: { sender: PERSON },
    },
  },
  { name: 'who started the run again', differences: { github: { triggering_actor: 'mona' } } },
  { name: 'the attempt, which "Re-run" counts up', differences: { github: { run_attempt: '2' } } },
  {
    name: 'the commit',
    differences: { github: { sha: '2'.repeat(40), workflow_sha: '2'.repeat(40) } },
  },
  {
    name: 'the ref, which may be a tag that is called like the branch',
    differences: { github: { ref: 'refs/tags/main', ref_type: 'tag', ref_protected: true } },
  },
  { name: 'the branch', differences: { branch: 'a-branch-of-somebody' } },
  // Where the step is told something else, they are not of the same subject.
  { name: 'the input `project`', differences: { project: 'another' } },
  { name: 'the input `agent`', differences: { agent: 'another' } },
];

interface Variation {
  readonly name: string;
  readonly differences: Partial<SampleDispatch>;
}

/** The first variation that is another group and still a run of the same agent in the same project. */
export function firstApart(
  { origin, step }: AgentsWorkflow,
  base: Differences,
  { varied, locks }: { readonly varied: readonly Variation[]; readonly locks: LocksFor },
): (Variation & { readonly locks: Locks }) | undefined {
  const one = locks(base);
  const told = toldTo(step, origin, base);
  for (const variation of varied) {
    const differences = { ...base, ...variation.differences };
    const other = locks(differences);
    if (excludes(one, other)) continue;
    if (toldTo(step, origin, differences) === told) return { ...variation, locks: other };
  }
  return undefined;
}

/** Project and agent as the step hears of them; `undefined`: the job does not run. */
function toldTo(step: InterlockStep, origin: DispatchOrigin, differences: Differences): string | undefined {
  const dispatch = sampleDispatch(origin, differences);
  const contexts = contextsOfStep(step, origin, dispatch);
  const inputs = ['project', 'agent'].map((name) => evaluateText(String(step.with[name] ?? ''), contexts));
  return reaches(step, origin, dispatch) ? JSON.stringify(inputs) : undefined;
}
