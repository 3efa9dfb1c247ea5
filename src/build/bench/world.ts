import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { labels } from '../../cli/incident/boards/labels.ts';
import { ACTIONS, ROOT, repositoryFiles } from '../../cli/incident/fixture.ts';
import type { RepositoryHandle, Sandbox, WorkflowRun } from '../../sandbox/index.ts';

const REPOSITORY = 'acme/web';
const SEED = 1;

/** A repository set up as the README says, with nothing listening for its webhooks yet. */
export interface BenchWorld extends AsyncDisposable {
  readonly sandbox: Sandbox;
  readonly repository: RepositoryHandle;
  readonly app: ReturnType<Sandbox['createApp']>;
  readonly webhookSecret: string;
  /** A person's call, on the repository. */
  act(method: string, path: string, body: unknown): Promise<void>;
  /** Starts a workflow by hand and returns its run, over. Throws if it did not succeed. */
  run(workflow: string, inputs: Record<string, string>): Promise<WorkflowRun>;
}

export async function arrangeWorld(): Promise<BenchWorld> {
  // From its bundle: GitHub's own parser, which it brings, does not load in Node without a bundler.
  const { startSandbox }: typeof import('../../sandbox/index.ts') = await import(
    join(ROOT, 'dist/sandbox/index.js')
  );
  const sandbox = await startSandbox({ seed: SEED, actions: ACTIONS });
  const standing = { concurrency: true, expectedState: true, ledger: null, onePullRequest: true };
  const [action] = Object.keys(ACTIONS);
  const move = await readFile(join(ROOT, 'docs/examples/move.yml'), 'utf8');
  const repository = await sandbox.createRepository({
    owner: 'acme',
    name: 'web',
    files: {
      ...(await repositoryFiles(standing, labels)),
      '.github/workflows/move.yml': move.replace('OWNER/interlock@COMMIT_SHA', `${action}@${'1'.repeat(40)}`),
    },
  });
  const webhookSecret = 'bench';
  const app = sandbox.createApp({
    slug: 'interlock',
    permissions: {
      actions: 'write',
      contents: 'write',
      issues: 'write',
      pull_requests: 'write',
      metadata: 'read',
    },
    events: ['issues', 'pull_request', 'push', 'workflow_run'],
    webhookSecret,
  });
  sandbox.install({ app: app.slug, owner: 'acme' });
  const person = sandbox.createPerson({ login: 'mona', access: { [REPOSITORY]: 'admin' } });

  const act: BenchWorld['act'] = async (method, path, body) => {
    const answer = await fetch(`${sandbox.apiUrl}/repos/${REPOSITORY}/${path}`, {
      method,
      headers: { authorization: `Bearer ${person.token}`, accept: 'application/vnd.github+json' },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
  };

  return {
    sandbox,
    repository,
    app,
    webhookSecret,
    act,
    run: async (workflow, inputs) => {
      await act('POST', `actions/workflows/${workflow}/dispatches`, { ref: 'main', inputs });
      await sandbox.idle();
      const [run, ...others] = sandbox.runs(REPOSITORY);
      if (!run || others.length > 0 || run.conclusion !== 'success') {
        throw new Error(`${workflow} ended ${run?.conclusion ?? 'unstarted'}:\n${run?.log ?? ''}`);
      }
      return run;
    },
    [Symbol.asyncDispose]: () => sandbox[Symbol.asyncDispose](),
  };
}
