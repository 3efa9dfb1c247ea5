import { readFileSync } from 'node:fs';
import { parse, stringify } from 'yaml';
import * as z from 'zod';
import { type Sandbox, startSandbox, type WorkflowRun } from '../../../src/sandbox/index.ts';
import { PATIENT_SANDBOX } from '../../patience.ts';
import { CONFIG, CONFIG_FILE, WORKFLOW, WORKFLOW_FILE } from '../app/fixture.ts';
import { ACTION_FOLDER } from '../bundles.ts';
import type { RoutedRepository, Verdict } from './routing-world.ts';

export const ROUTE_FILE = '.github/workflows/interlock-route.yml';

const resultSchema = z.object({
  outcome: z.string(),
  reason: z.string(),
  subject: z.string().optional(),
  run: z.object({ id: z.number().optional(), url: z.string().optional() }).optional(),
});

interface WorkflowRouting extends AsyncDisposable {
  readonly sandbox: Sandbox;
  readonly bot: string;
  repository(options?: {
    readonly config?: string;
    readonly files?: Readonly<Record<string, string>>;
    readonly secrets?: Record<string, string>;
  }): Promise<RoutedRepository>;
}

/** The workflow of `docs/examples/route.yml`, whose step is the action's bundle. There is no app. */
export async function startWorkflowRouting(): Promise<WorkflowRouting> {
  let repositories = 0;
  const sandbox = await startSandbox({
    ...PATIENT_SANDBOX,
    actions: { 'interlock-dev/interlock': ACTION_FOLDER },
  });

  const repository: WorkflowRouting['repository'] = async ({
    config = `${CONFIG}router: workflow\n`,
    files = {},
    secrets = {},
  } = {}) => {
    repositories += 1;
    const handle = await sandbox.createRepository({
      owner: 'acme',
      name: `web-${repositories}`,
      files: {
        [CONFIG_FILE]: config,
        [WORKFLOW_FILE]: WORKFLOW,
        [ROUTE_FILE]: routeWorkflow(),
        ...files,
      },
      secrets,
    });
    const { fullName } = handle;
    const { token } = sandbox.createPerson({
      login: `mona-${repositories}`,
      access: { [fullName]: 'admin' },
    });
    const act: RoutedRepository['act'] = async (method, path, body) => {
      const response = await fetch(`${sandbox.apiUrl}/repos/${fullName}/${path}`, {
        method,
        headers: { authorization: `token ${token}`, accept: 'application/vnd.github+json' },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      const text = await response.text();
      if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
      return text === '' ? undefined : JSON.parse(text);
    };
    const runsOf = (path: string) => sandbox.runs(fullName).filter((run) => run.path === path);
    return {
      ...handle,
      get runs() {
        return runsOf(WORKFLOW_FILE);
      },
      act,
      verdictOn: async (event: string) => {
        await sandbox.idle();
        const trigger = event === 'pull_request' ? 'pull_request_target' : event;
        const run = runsOf(ROUTE_FILE).findLast((one) => one.event === trigger);
        if (!run) throw new Error(`no run of ${ROUTE_FILE} because of ${trigger} in ${fullName}`);
        return verdictOf(run);
      },
      ask: async () => {
        await act('POST', 'actions/workflows/interlock-route.yml/dispatches', { ref: 'main' });
        await sandbox.idle();
      },
    };
  };

  return {
    sandbox,
    bot: 'github-actions[bot]',
    repository,
    [Symbol.asyncDispose]: async () => {
      await sandbox[Symbol.asyncDispose]();
      const odd = [...sandbox.defects, ...sandbox.refusals];
      if (odd.length > 0) throw new Error(odd.join('\n'));
    },
  };
}

/** The example that people copy, with the action of the sandbox in it. */
export function routeWorkflow(
  inputs: Readonly<Record<string, string>> = {},
  permissions?: Readonly<Record<string, 'read' | 'write'>>,
): string {
  const workflow = parse(readFileSync(new URL('../../../docs/examples/route.yml', import.meta.url), 'utf8'));
  if (permissions) workflow.jobs.route.permissions = permissions;
  const [step] = workflow.jobs.route.steps;
  const uses = `interlock-dev/interlock@${'1'.repeat(40)}`;
  Object.assign(step, { id: 'interlock', uses, with: { ...step.with, ...inputs } });
  return stringify(workflow);
}

export function verdictOf(run: WorkflowRun): Verdict {
  const steps = run.jobs.flatMap((job) => job.steps);
  const result = steps.find(({ id }) => id === 'interlock')?.outputs['result'];
  if (result === undefined) throw new Error(`run ${run.id} decided nothing:\n${run.log}`);
  return { ...resultSchema.parse(JSON.parse(result)), said: run.summary };
}
