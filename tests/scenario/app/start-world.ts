import { randomUUID } from 'node:crypto';
import { STAGES } from '../../../src/core/stages.ts';
import { DEFAULT_STATE_NAMES } from '../../../src/core/states.ts';
import { type RepositoryHandle, type Sandbox, startSandbox } from '../../../src/sandbox/index.ts';
import { PATIENT_SANDBOX } from '../../patience.ts';
import { APP_FILE } from '../bundles.ts';
import { freePort } from '../install/setup-world.ts';
import { addLedger, type LedgerView } from '../ledger/ledger-view.ts';
import { type AppProcess, startAppProcess } from './app-process.ts';
import { manifest } from './app-world.ts';
import { CONFIG_FILE, WORKFLOW, WORKFLOW_FILE } from './fixture.ts';

/** An App that is installed, and whose server does not run yet: whatever happens is not delivered. */
export interface StartWorld extends AsyncDisposable {
  readonly sandbox: Sandbox;
  install(owner: string): void;
  /** `keys`: of the configuration, in YAML. */
  repository(fullName: string, options?: NewProject): Promise<Project>;
  /** Starts the server's bundle, where webhooks go. */
  start(): Promise<AppProcess>;
}

interface NewProject {
  readonly keys?: string;
  readonly hasLedger?: boolean;
  readonly hasConfig?: boolean;
}

export interface Project extends RepositoryHandle {
  /** Absent where none was made. */
  readonly ledger: LedgerView | undefined;
  /** A person moves an issue to Todo. */
  moveToTodo(issue: number): Promise<void>;
  pause(): Promise<void>;
  /** `implementation 538`, by the dispatches in their order. */
  started(): readonly string[];
}

export async function startStartWorld(): Promise<StartWorld> {
  const sandbox = await startSandbox(PATIENT_SANDBOX);
  const secret = randomUUID();
  const app = sandbox.createApp({
    slug: 'interlock',
    permissions: manifest.default_permissions,
    events: manifest.default_events,
    webhookSecret: secret,
  });
  const port = await freePort();
  app.setWebhookUrl(`http://127.0.0.1:${port}/api/github/webhooks`);
  // What the agents do is another test's business.
  sandbox.holdRuns(() => true);

  async function repository(
    fullName: string,
    { keys = 'ledger: on', hasLedger = true, hasConfig = true }: NewProject = {},
  ): Promise<Project> {
    const [owner = '', name = ''] = fullName.split('/');
    const handle = await sandbox.createRepository({
      owner,
      name,
      files: { [WORKFLOW_FILE]: WORKFLOW, ...(hasConfig && { [CONFIG_FILE]: configOf(keys) }) },
    });
    for (const stage of STAGES) handle.addLabel({ name: DEFAULT_STATE_NAMES[stage] });
    const ledger = hasLedger && hasConfig ? await addLedger(sandbox, handle) : undefined;
    // What was there before the ledger is left alone.
    sandbox.passTime(60);
    const person = sandbox.createPerson({ login: `mona-${name}`, access: { [fullName]: 'admin' } });
    const act = async (method: string, path: string, body: unknown): Promise<void> => {
      const answer = await fetch(`${sandbox.apiUrl}/repos/${fullName}/${path}`, {
        method,
        headers: { authorization: `token ${person.token}` },
        body: JSON.stringify(body),
      });
      if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`);
    };
    return {
      ...handle,
      ledger,
      moveToTodo: (issue) => act('POST', `issues/${issue}/labels`, { labels: ['Todo'] }),
      pause: () => act('POST', 'actions/variables', { name: 'INTERLOCK_PAUSED', value: 'true' }),
      started: () =>
        sandbox
          .runs(fullName)
          .toSorted((a, b) => a.id - b.id)
          .map(({ inputs }) => `${inputs['agent']} ${inputs['item']?.split('#')[1] ?? ''}`.trim()),
    };
  }

  return {
    sandbox,
    repository,
    install: (owner) => void sandbox.install({ app: app.slug, owner }),
    start: () =>
      startAppProcess(APP_FILE, {
        APP_ID: String(app.id),
        PRIVATE_KEY: app.privateKey,
        WEBHOOK_SECRET: secret,
        GHE_HOST: new URL(sandbox.url).host,
        GHE_PROTOCOL: 'http',
        HOST: '127.0.0.1',
        PORT: String(port),
      }),
    [Symbol.asyncDispose]: async () => {
      await sandbox[Symbol.asyncDispose]();
      const odd = [...sandbox.defects, ...sandbox.refusals];
      if (odd.length > 0) throw new Error(odd.join('\n'));
    },
  };
}

function configOf(keys: string): string {
  return `version: 1
isolation: none
project: web
${keys}
board: { type: github-labels }
agents:
  backlog-manager: {}
  implementation: { engine: command, command: ./implement.sh }
`;
}
