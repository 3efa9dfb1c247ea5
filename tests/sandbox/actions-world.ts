import { fileURLToPath } from 'node:url';

import {
  type RepositoryHandle,
  type Sandbox,
  startSandbox,
  type WorkflowRun,
} from '../../src/sandbox/index.ts';
import { PATIENT_SANDBOX } from '../patience.ts';

export const sha = 'a'.repeat(40);

/** A repository with workflows, and a person with write access who dispatches them. */
export interface ActionsWorld extends AsyncDisposable {
  sandbox: Sandbox;
  repository: RepositoryHandle;
  token: string;
  api(method: string, path: string, body?: unknown): Promise<{ status: number; body: unknown }>;
  /** Dispatches `.github/workflows/<file>` on main and gives the run. */
  dispatch(file: string, inputs?: Record<string, unknown>): Promise<WorkflowRun>;
  /** Waits until nothing goes on, and gives the run as it then is. */
  finished(run: WorkflowRun): Promise<WorkflowRun>;
}

interface Arrangement {
  /** File name to content. */
  workflows: Record<string, string>;
  files?: Record<string, string>;
  secrets?: Record<string, string>;
  variables?: Record<string, string>;
  private?: boolean;
  patience?: number;
  runnerEnvironment?: Record<string, string>;
}

export async function arrangeActions({
  workflows,
  files,
  patience = PATIENT_SANDBOX.patience,
  runnerEnvironment = {},
  ...more
}: Arrangement): Promise<ActionsWorld> {
  const sandbox = await startSandbox({
    patience,
    runnerEnvironment,
    actions: { 'acme/echo': fileURLToPath(new URL('../fixtures/actions/echo', import.meta.url)) },
  });
  const paths = Object.entries(workflows).map(([name, content]) => [`.github/workflows/${name}`, content]);
  const repository = await sandbox.createRepository({
    owner: 'acme',
    name: 'web',
    files: { 'README.md': 'web\n', ...files, ...(Object.fromEntries(paths) as Record<string, string>) },
    ...more,
  });
  const { token } = sandbox.createPerson({ login: 'mona', access: { 'acme/web': 'write' } });

  const api: ActionsWorld['api'] = async (method, path, body) => {
    const answer = await fetch(`${sandbox.apiUrl}/repos/acme/web/${path}`, {
      method,
      headers: { authorization: `Bearer ${token}` },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    return { status: answer.status, body: text === '' ? undefined : (JSON.parse(text) as unknown) };
  };

  return {
    sandbox,
    repository,
    token,
    api,
    async dispatch(file, inputs = {}) {
      const answer = await api('POST', `actions/workflows/${file}/dispatches`, {
        ref: 'main',
        inputs,
        return_run_details: true,
      });
      const id = (answer.body as { workflow_run_id?: number }).workflow_run_id;
      const run = sandbox.runs('acme/web').find((one) => one.id === id);
      if (!run) throw new Error(`no run: ${answer.status} ${JSON.stringify(answer.body)}`);
      return run;
    },
    async finished(run) {
      await sandbox.until(() => run.status === 'completed');
      return run;
    },
    [Symbol.asyncDispose]: () => sandbox[Symbol.asyncDispose](),
  };
}

/** A workflow with one job of the steps given (YAML, one list item after the other). */
export function workflowOf(
  steps: string,
  { root = '', job = '' }: { root?: string; job?: string } = {},
): string {
  const indent = (text: string, by: string): string => text.trimEnd().replaceAll(/^(?=.)/gm, by);
  return [
    root.includes('on:') ? '' : 'on: workflow_dispatch',
    root,
    'jobs:',
    '  one:',
    '    runs-on: ubuntu-latest',
    indent(job, '    '),
    '    steps:',
    indent(steps, '      '),
    '',
  ].join('\n');
}
