import type { AgentDefinition } from '../../core/agents/definition.ts';
import { formatItemId, type RepositoryName } from '../../core/item-id.ts';
import type { Contexts, Json } from './evaluate.ts';

/** A run as Interlock dispatches it, to see what a workflow file makes of it. */
export interface SampleDispatch {
  readonly agent: string;
  readonly project: string;
  readonly item: string;
  readonly cause: string;
  readonly dispatch: string;
  readonly branch: string;
  readonly runId: string;
  readonly variables: Readonly<Record<string, string>>;
  /** What the context `github` says besides, or instead. */
  readonly github: Readonly<Record<string, Json>>;
  /** What the payload of the event says besides, or instead. */
  readonly event: Readonly<Record<string, Json>>;
}

export interface DispatchOrigin {
  readonly home: RepositoryName;
  readonly defaultBranch: string;
  readonly project: string;
}

/** What a run differs in from a sample: in its agent, always. */
export type Differences = Partial<SampleDispatch> & Pick<SampleDispatch, 'agent'>;

/** Inputs of `workflow_dispatch` that the app sends, and nothing else. */
export const SENT_INPUTS = ['project', 'agent', 'item', 'cause', 'dispatch'] as const;

/** What tells the runs of one agent from those of another. */
export interface AgentSample {
  readonly agent: string;
  /** Empty: the runs are about the project. Absent: about some item. */
  readonly item?: '';
}

export function sampleOf({ name, scope }: AgentDefinition): AgentSample {
  return scope === 'project' ? { agent: name, item: '' } : { agent: name };
}

/** Of the agents that the project could have, those of an item first. */
export function samplesOf(definitions: readonly AgentDefinition[]): readonly AgentSample[] {
  return definitions.map(sampleOf).toSorted((a, b) => Number(a.item === '') - Number(b.item === ''));
}

export function sampleItem({ home }: DispatchOrigin, number: number): string {
  return formatItemId({ ...home, number });
}

export function sampleDispatch(origin: DispatchOrigin, differences: Differences): SampleDispatch {
  return {
    project: origin.project,
    item: sampleItem(origin, 1),
    cause: 'entered-todo',
    dispatch: 'app',
    branch: origin.defaultBranch,
    runId: '1001',
    variables: {},
    github: {},
    event: {},
    ...differences,
  };
}

const APP: Json = { login: 'interlock[bot]', id: 1, type: 'Bot' };

/** The contexts that a workflow's `concurrency`, its `run-name` and a job's `if` may look at. */
export function contextsOf({ home, defaultBranch }: DispatchOrigin, dispatch: SampleDispatch): Contexts {
  const { branch, runId, variables } = dispatch;
  const inputs = Object.fromEntries(SENT_INPUTS.map((name) => [name, dispatch[name]]));
  const fullName = `${home.owner}/${home.repository}`;
  const repository: Json = {
    name: home.repository,
    full_name: fullName,
    default_branch: defaultBranch,
    owner: { login: home.owner },
  };
  const github: Json = {
    actor: 'interlock[bot]',
    actor_id: '1',
    base_ref: '',
    event: { inputs, ref: `refs/heads/${branch}`, repository, sender: APP, ...dispatch.event },
    event_name: 'workflow_dispatch',
    head_ref: '',
    ref: `refs/heads/${branch}`,
    ref_name: branch,
    ref_protected: false,
    ref_type: 'branch',
    repository: fullName,
    repository_id: '1',
    repository_owner: home.owner,
    repository_owner_id: '1',
    run_attempt: '1',
    run_id: runId,
    run_number: runId,
    sha: '1'.repeat(40),
    token: 'TOKEN',
    triggering_actor: 'interlock[bot]',
    workflow: 'Interlock',
    workflow_ref: `${fullName}/.github/workflows/interlock.yml@refs/heads/${branch}`,
    workflow_sha: '1'.repeat(40),
    ...dispatch.github,
  };
  return { github, inputs, vars: variables, secrets: {}, needs: {}, strategy: {}, matrix: {}, env: {} };
}
