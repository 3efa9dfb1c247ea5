import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startAppProcess } from '../../cli/incident/app-process.ts';
import { ACTIONS, INCIDENT_PROJECT, ROOT, readManifest } from '../../cli/incident/fixture.ts';
import { STAGES } from '../../core/stages.ts';
import { DEFAULT_STATE_NAMES } from '../../core/states.ts';
import type { RepositoryHandle, Sandbox } from '../../sandbox/index.ts';
import { makeBenchLedger } from './make-bench-ledger.ts';

const HOME = { owner: 'acme', repository: 'web' };
const REPOSITORY = `${HOME.owner}/${HOME.repository}`;
const WEBHOOK_SECRET = 'bench';

export interface BenchInstallation {
  readonly router: 'app' | 'workflow';
  readonly ledger: 'on' | 'off';
}

/** A repository in which Interlock is installed one way or the other, and receives every event. */
export interface LifeWorld extends AsyncDisposable {
  readonly sandbox: Sandbox;
  readonly repository: RepositoryHandle;
  /** A person's call on the repository, and all that comes of it. */
  act(method: string, path: string, body: unknown): Promise<void>;
}

export async function arrangeLife(installation: BenchInstallation): Promise<LifeWorld> {
  // From its bundle: GitHub's own parser, which it brings, does not load in Node without a bundler.
  const { startSandbox }: typeof import('../../sandbox/index.ts') = await import(
    join(ROOT, 'dist/sandbox/index.js')
  );
  const sandbox = await startSandbox({ actions: ACTIONS });
  const repository = await sandbox.createRepository({
    ...ownerAndName(),
    files: await filesOf(installation),
  });
  // As `interlock init` makes them.
  for (const stage of STAGES) repository.addLabel({ name: DEFAULT_STATE_NAMES[stage] });
  const { token } = sandbox.createPerson({ login: 'mona', access: { [REPOSITORY]: 'admin' } });
  if (installation.ledger === 'on') await makeBenchLedger(sandbox, token);
  const app = installation.router === 'app' ? await installApp(sandbox) : undefined;
  return {
    sandbox,
    repository,
    act: async (method, path, body) => {
      const answer = await fetch(`${sandbox.apiUrl}/repos/${REPOSITORY}/${path}`, {
        method,
        headers: { authorization: `Bearer ${token}`, accept: 'application/vnd.github+json' },
        body: JSON.stringify(body),
      });
      if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
      await sandbox.idle();
    },
    [Symbol.asyncDispose]: async () => {
      await app?.[Symbol.asyncDispose]();
      await sandbox[Symbol.asyncDispose]();
    },
  };
}

function ownerAndName() {
  return { owner: HOME.owner, name: HOME.repository };
}

async function filesOf({ router, ledger }: BenchInstallation): Promise<Record<string, string>> {
  return {
    '.github/interlock.yml': `version: 1
isolation: none
project: ${INCIDENT_PROJECT}
board: { type: github-labels }
router: ${router}
ledger: ${ledger}
agents:
  backlog-manager: {}
  implementation: { engine: command, command: 'echo $INTERLOCK_ITEM > item.txt' }
`,
    '.github/workflows/interlock.yml': await example('workflow.yml'),
    ...(router === 'workflow' && { '.github/workflows/interlock-route.yml': await example('route.yml') }),
  };
}

async function example(name: string): Promise<string> {
  const [action] = Object.keys(ACTIONS);
  const text = await readFile(join(ROOT, 'docs/examples', name), 'utf8');
  return text.replace('OWNER/interlock@COMMIT_SHA', `${action}@${'1'.repeat(40)}`);
}

async function installApp(sandbox: Sandbox): Promise<AsyncDisposable> {
  const app = sandbox.createApp({
    slug: 'interlock',
    webhookSecret: WEBHOOK_SECRET,
    ...(await readManifest()),
  });
  sandbox.install({ app: app.slug, owner: HOME.owner });
  const process = await startAppProcess({
    appId: app.id,
    privateKey: app.privateKey,
    webhookSecret: WEBHOOK_SECRET,
    gitHubHost: new URL(sandbox.url).host,
  });
  app.setWebhookUrl(process.webhookUrl);
  return process;
}
