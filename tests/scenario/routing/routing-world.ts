import type { RepositoryHandle, Sandbox, WorkflowRun } from '../../../src/sandbox/index.ts';
import { CONFIG, WORKFLOW, WORKFLOW_FILE } from '../app/fixture.ts';
import { startAppRouting } from './app-routing.ts';
import { ROUTE_FILE, routeWorkflow, startWorkflowRouting } from './workflow-routing.ts';

/** The two installations. What they decide is the same; how they hear of events and tell their decision is not. */
export const ROUTINGS = [
  { router: 'app', start: () => startAppRouting() },
  {
    router: 'workflow',
    start: async (): Promise<RoutingWorld> => {
      const world = await startWorkflowRouting();
      return {
        ...world,
        repository: ({ config = CONFIG, workflow = WORKFLOW, permissions } = {}) =>
          world.repository({
            config: `${config}router: workflow\n`,
            files: {
              [WORKFLOW_FILE]: workflow,
              ...(permissions && { [ROUTE_FILE]: routeWorkflow({}, permissions) }),
            },
          }),
      };
    },
  },
] as const;

export interface RoutingWorld extends AsyncDisposable {
  readonly sandbox: Sandbox;
  /** Who writes comments. */
  readonly bot: string;
  /** A repository of its own for one test. */
  repository(options?: RoutedOptions): Promise<RoutedRepository>;
}

interface RoutedOptions {
  readonly config?: string;
  readonly workflow?: string;
  /** Of the token with which a workflow routes. */
  readonly permissions?: Readonly<Record<string, 'read' | 'write'>>;
}

export interface RoutedRepository extends RepositoryHandle {
  /** The runs of agents, in order of creation. */
  readonly runs: readonly WorkflowRun[];
  /** A person's call, below the repository. Throws unless it succeeds. */
  act(method: string, path: string, body?: unknown): Promise<unknown>;
  /** What the last event of that name led to, once everything has come to rest. */
  verdictOn(event: 'issues' | 'pull_request' | 'workflow_dispatch'): Promise<Verdict>;
  /** A person asks by hand that somebody look what can start; resolves once everything has come to rest. */
  ask(): Promise<void>;
}

/** How an event ended, as its router has told. */
export interface Verdict {
  readonly outcome: string;
  readonly reason: string;
  /** What it says about it, in the log line or the step summary. */
  readonly said: string;
  readonly subject?: string | undefined;
  readonly run?: { readonly id?: number | undefined; readonly url?: string | undefined } | undefined;
}

/** A person puts a label on an issue. */
export async function label(repository: RoutedRepository, issue: number, name: string): Promise<Verdict> {
  await repository.act('POST', `issues/${issue}/labels`, { labels: [name] });
  return repository.verdictOn('issues');
}

export async function unlabel(repository: RoutedRepository, issue: number, name: string): Promise<Verdict> {
  await repository.act('DELETE', `issues/${issue}/labels/${name}`);
  return repository.verdictOn('issues');
}

export async function merge(repository: RoutedRepository, pullRequest: number): Promise<Verdict> {
  await repository.act('PUT', `pulls/${pullRequest}/merge`);
  return repository.verdictOn('pull_request');
}
