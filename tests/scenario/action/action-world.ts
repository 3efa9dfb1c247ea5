import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import {
  type AppHandle,
  type RepositoryHandle,
  type Sandbox,
  startSandbox,
  type WorkflowRun,
} from '../../../src/sandbox/index.ts';
import { PATIENT_SANDBOX } from '../../patience.ts';
import { routeWorkflow } from '../routing/workflow-routing.ts';
import { agentsWorkflow, moveWorkflow } from './workflows.ts';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

export const SMALLEST_CONFIG = readFileSync(`${ROOT}docs/examples/interlock-command.yml`, 'utf8');

/** acme/web on the sandbox, whose workflows run the built action. */
export interface ActionWorld extends AsyncDisposable {
  readonly sandbox: Sandbox;
  readonly web: RepositoryHandle;
  /** A person with write access. */
  readonly token: string;
  /** Starts a workflow and waits until nothing goes on any more. */
  run(workflow: string, inputs?: Readonly<Record<string, string>>): Promise<ActionRun>;
  /** Starts a workflow, and does not wait. */
  start(workflow: string, inputs?: Readonly<Record<string, string>>): Promise<number>;
  /** A run that is over. */
  runOf(id: number): ActionRun;
}

/** A run, with what its step `interlock` put out. */
export interface ActionRun
  extends Pick<WorkflowRun, 'conclusion' | 'log' | 'summary' | 'annotations' | 'artifacts'> {
  readonly outputs: Readonly<Record<string, string>>;
}

export interface WorldOptions {
  /** Text of `.github/interlock.yml`; `null`: there is none. */
  readonly config?: string | null;
  readonly files?: Readonly<Record<string, string>>;
  /** Whether `docs/examples/route.yml` is there too, with the same credentials and permissions. */
  readonly route?: boolean;
  /** Further inputs of the action's step in each workflow. */
  readonly with?: Readonly<Record<string, string>>;
  readonly permissions?: Readonly<Record<string, 'read' | 'write'>>;
  /** The workflows authenticate as an App, installed with these permissions, instead of by their own token. */
  readonly appPermissions?: Readonly<Record<string, 'read' | 'write'>>;
  /** Whether that App is installed; true by default. */
  readonly appInstalled?: boolean;
  readonly allowActionsToCreatePullRequests?: boolean;
  /** Whether the agents are run by the demonstration bundle, which can leave interlocks out. */
  readonly demonstration?: boolean;
  /** Environment of the agents' job. */
  readonly env?: Readonly<Record<string, string>>;
  /** Folder of the action that the workflows run; that of this clone by default. */
  readonly action?: string;
}

export async function createActionWorld(options: WorldOptions = {}): Promise<ActionWorld> {
  const sandbox = await startSandbox({
    ...PATIENT_SANDBOX,
    actions: {
      'interlock-dev/interlock': options.action ?? ROOT,
      'interlock-dev/demonstration': `${ROOT}dist/demonstration`,
    },
  });
  const { config = 'version: 1\nproject: web\nledger: off\nboard: { type: github-labels }\nagents: {}\n' } =
    options;
  const app = options.appPermissions && addApp(sandbox, options.appPermissions);
  const inputs = {
    ...(app && { 'app-client-id': app.clientId, 'app-private-key': '${{ secrets.KEY }}' }),
    ...options.with,
  };
  const web = await sandbox.createRepository({
    owner: 'acme',
    name: 'web',
    files: {
      'README.md': '# Web\n',
      ...(config !== null && { '.github/interlock.yml': config }),
      '.github/workflows/move.yml': moveWorkflow({ ...options, with: inputs }),
      '.github/workflows/interlock.yml': agentsWorkflow({ ...options, with: inputs }),
      ...(options.route && {
        '.github/workflows/interlock-route.yml': routeWorkflow(inputs, options.permissions),
      }),
      ...options.files,
    },
    ...(app && { secrets: { KEY: app.privateKey } }),
    ...(options.allowActionsToCreatePullRequests !== undefined && {
      allowActionsToCreatePullRequests: options.allowActionsToCreatePullRequests,
    }),
  });
  if (app && options.appInstalled !== false) sandbox.install({ app: app.slug, owner: 'acme' });
  const { token } = sandbox.createPerson({ login: 'mona', access: { 'acme/web': 'write' } });

  const start = async (workflow: string, inputs: Readonly<Record<string, string>> = {}): Promise<number> => {
    const path = `repos/acme/web/actions/workflows/${workflow}/dispatches`;
    const answer = await fetch(`${sandbox.apiUrl}/${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ ref: 'main', inputs, return_run_details: true }),
    });
    const body = (await answer.json()) as { workflow_run_id?: number };
    if (body.workflow_run_id === undefined) throw new Error(`${answer.status} ${JSON.stringify(body)}`);
    return body.workflow_run_id;
  };

  const runOf = (id: number): ActionRun => {
    const run = sandbox.runs('acme/web').find((one) => one.id === id);
    if (!run) throw new Error(`There is no run ${id}`);
    const steps = run.jobs.flatMap((job) => job.steps);
    const { conclusion, log, summary, annotations, artifacts } = run;
    const outputs = steps.find((step) => step.id === 'interlock')?.outputs ?? {};
    return { conclusion, log, summary, annotations, artifacts, outputs };
  };

  return {
    sandbox,
    web,
    token,
    start,
    runOf,
    run: async (workflow, inputs) => {
      const id = await start(workflow, inputs);
      await sandbox.idle();
      return runOf(id);
    },
    [Symbol.asyncDispose]: () => sandbox[Symbol.asyncDispose](),
  };
}

function addApp(sandbox: Sandbox, permissions: Readonly<Record<string, 'read' | 'write'>>): AppHandle {
  const app = sandbox.createApp({ slug: 'interlock', permissions: { ...permissions }, events: [] });
  return app;
}
