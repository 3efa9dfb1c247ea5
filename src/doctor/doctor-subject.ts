import type { LoadedConfig } from '../config/load-config.ts';
import { hasAgents } from '../core/agents/project-agents.ts';
import type { Config } from '../core/config/config.ts';
import type { ProjectClaim } from '../core/config/rivals.ts';
import type { RepositoryName } from '../core/item-id.ts';
import { withoutConfigAndWorkflow } from '../core/text/doctor/advice.ts';
import { noAgentToLookAt } from '../core/text/doctor/workflow.ts';
import type { WorkflowFile } from '../github/actions/actions-settings.ts';
import type { AppInstallation } from '../github/apps/app-installation.ts';
import type { RepositorySurvey } from '../github/issues/survey-repository.ts';
import type { GitHub } from '../github/wire/client.ts';
import { type CheckVerdict, ok, unknown } from './finding.ts';
import { type AgentSample, type DispatchOrigin, samplesOf } from './workflow/dispatch.ts';
import { findAgentStep } from './workflow/find-agent-step.ts';
import type { ReadWorkflow } from './workflow/read-workflow.ts';
import type { InterlockStep, Workflow } from './workflow/workflow.ts';

/** The rights and events that an App of Interlock is registered with. */
export interface AppManifest {
  readonly permissions: Readonly<Record<string, string>>;
  readonly events: readonly string[];
}

/** What the checks look at. What several of them need is read once, and what cannot be read fails each of them. */
export interface DoctorSubject {
  readonly github: GitHub;
  readonly home: RepositoryName;
  readonly survey: RepositorySurvey;
  readonly now: Date;
  /** Where the App's own key was given. */
  readonly app?: {
    readonly installation: () => Promise<AppInstallation | undefined>;
    /** What the App needs, from `app.yml`. */
    readonly manifest: () => Promise<AppManifest>;
    /** What all configurations of the installation claim. */
    readonly claims: () => Promise<readonly ProjectClaim[]>;
  };
  readonly config: () => Promise<LoadedConfig>;
  readonly workflows: () => Promise<readonly WorkflowFile[]>;
  /** A workflow file of the default branch. */
  readonly workflow: (path: string) => Promise<ReadWorkflow>;
}

export type Check = (subject: DoctorSubject) => Promise<readonly CheckVerdict[]>;

/** A project whose configuration and agents' workflow can be read: what most checks are about. */
export interface AgentsWorkflow {
  readonly config: Config;
  readonly path: string;
  readonly workflow: Workflow;
  readonly text: string;
  readonly step: InterlockStep;
  readonly origin: DispatchOrigin;
  /** Runs of the configured agents, those of an item first. There is at least one. */
  readonly samples: readonly [AgentSample, ...AgentSample[]];
}

/** `undefined` where the checks of configuration and workflow already say what is wrong. */
export async function agentsWorkflow(subject: DoctorSubject): Promise<AgentsWorkflow | undefined> {
  const loaded = await subject.config();
  if (loaded.kind !== 'loaded') return undefined;
  const { config } = loaded;
  const path = workflowPath(config);
  if (!(await subject.workflows()).some((file) => file.path === path)) return undefined;
  const read = await subject.workflow(path);
  if (read.kind === 'invalid') return undefined;
  const found = await findAgentStep(read.workflow, subject.workflow);
  if (found.kind !== 'found') return undefined;
  const { step } = found;
  const { home, survey } = subject;
  const origin = { home, defaultBranch: survey.defaultBranch, project: config.project };
  const [sample, ...samples] = samplesOf(config.agents.configured.map(({ definition }) => definition));
  if (!sample) return undefined;
  return {
    config,
    path,
    workflow: read.workflow,
    text: read.text,
    step,
    origin,
    samples: [sample, ...samples],
  };
}

export function workflowPath({ workflow }: Pick<Config, 'workflow'>): string {
  return `.github/workflows/${workflow}`;
}

/** A check of the agents' workflow, which a project without agents does not need. */
export function checkAgentsWorkflow(
  look: (
    agents: AgentsWorkflow,
    subject: DoctorSubject,
  ) => readonly CheckVerdict[] | Promise<readonly CheckVerdict[]>,
): Check {
  return async (subject) => {
    const loaded = await subject.config();
    if (loaded.kind === 'loaded' && !hasAgents(loaded.config)) return [ok(noAgentToLookAt)];
    const agents = await agentsWorkflow(subject);
    return agents ? look(agents, subject) : [unknown(withoutConfigAndWorkflow)];
  };
}
