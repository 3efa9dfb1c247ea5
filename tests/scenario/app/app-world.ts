import { createHmac, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import {
  type Call,
  type Delivery,
  type InstallationHandle,
  type RepositoryHandle,
  type Sandbox,
  type SandboxOptions,
  startSandbox,
  type WorkflowRun,
} from '../../../src/sandbox/index.ts';
import { PATIENT_SANDBOX } from '../../patience.ts';
import { APP_FILE } from '../bundles.ts';
import { type AppProcess, type DecisionLine, startAppProcess } from './app-process.ts';
import { CONFIG, CONFIG_FILE, WORKFLOW, WORKFLOW_FILE } from './fixture.ts';

const SECRET = "it's a secret";

/** The App as it is registered from `app.yml`. */
export const manifest: { default_events: string[]; default_permissions: Record<string, 'read' | 'write'> } =
  parse(readFileSync(new URL('../../../app.yml', import.meta.url), 'utf8'));

export interface AppWorld extends AsyncDisposable {
  readonly sandbox: Sandbox;
  readonly app: AppProcess;
  /** With the private key in `environment`, what an action authenticates with as the App. */
  readonly clientId: string;
  readonly bundle: string;
  readonly environment: Record<string, string>;
  /** Installs the App for an owner. Every owner has its own installation. */
  install(owner: string, permissions?: Record<string, 'read' | 'write'>): InstallationHandle;
  /** A repository of its own for one test, with configuration and workflow unless left out by `null`. */
  repository(options?: NewTestRepository): Promise<TestRepository>;
  /** Sends a webhook as GitHub would, or with headers that GitHub would not send. */
  post(webhook: Webhook): Promise<Response>;
  /** Sends the last delivery once more and resolves when it is answered. */
  redeliver(delivery: Delivery): Promise<Decided>;
}

export interface NewTestRepository {
  readonly owner?: string;
  readonly config?: string | null;
  readonly workflow?: string | null;
  readonly files?: Readonly<Record<string, string>>;
  readonly secrets?: Readonly<Record<string, string>>;
}

export interface Webhook {
  readonly event: string;
  readonly payload: unknown;
  readonly id?: string;
  readonly headers?: Record<string, string>;
  /** Another process than the world's own. */
  readonly to?: AppProcess;
}

/** One webhook, as GitHub's log and the app's have it. */
export interface Decided {
  readonly delivery: Delivery;
  readonly line: DecisionLine;
}

export interface TestRepository extends RepositoryHandle {
  readonly runs: readonly WorkflowRun[];
  /** The App's own calls that concern the repository. */
  readonly calls: readonly Call[];
  /** A person's call, below the repository. Throws unless it succeeds. */
  act(method: string, path: string, body?: unknown): Promise<unknown>;
  /** What the last webhook of that name led to, once everything has come to rest. */
  decided(event: string, action?: string): Promise<Decided>;
  /** A person puts a label on an issue. */
  label(issue: number, name: string): Promise<Decided>;
  merge(pullRequest: number): Promise<Decided>;
}

export async function startAppWorld(options: SandboxOptions = {}): Promise<AppWorld> {
  let repositories = 0;
  const sandbox = await startSandbox({ ...PATIENT_SANDBOX, ...options });
  const { id, slug, clientId, privateKey, setWebhookUrl } = sandbox.createApp({
    slug: 'interlock',
    permissions: manifest.default_permissions,
    events: manifest.default_events,
    webhookSecret: SECRET,
  });
  const environment = {
    APP_ID: String(id),
    PRIVATE_KEY: privateKey,
    WEBHOOK_SECRET: SECRET,
    GHE_HOST: new URL(sandbox.url).host,
    GHE_PROTOCOL: 'http',
    HOST: '127.0.0.1',
    PORT: '0',
  };
  const app = await startAppProcess(APP_FILE, environment);
  setWebhookUrl(app.webhookUrl);
  // Nothing is installed yet, so that what the app does of itself after its start is no part of any test here.
  await app.says('looked at all projects after the start');
  const install: AppWorld['install'] = (owner, permissions) =>
    sandbox.install({ app: slug, owner, ...(permissions && { permissions }) });

  async function lineOf(delivery: Delivery): Promise<Decided> {
    const attempts = sandbox.deliveries.filter(({ guid }) => guid === delivery.guid);
    const lines = await app.decisionsOf(delivery.guid, attempts.length);
    const line = lines.at(-1);
    if (!line) throw new Error(`no decision line for ${delivery.guid}`);
    return { delivery, line };
  }

  async function repository({
    owner = 'acme',
    config = CONFIG,
    workflow = WORKFLOW,
    files: more = {},
    secrets = {},
  }: NewTestRepository = {}): Promise<TestRepository> {
    repositories += 1;
    const name = `web-${repositories}`;
    const files = { [CONFIG_FILE]: config, [WORKFLOW_FILE]: workflow, ...more };
    const handle = await sandbox.createRepository({
      owner,
      name,
      files: Object.fromEntries(Object.entries(files).filter(([, text]) => text !== null)) as Record<
        string,
        string
      >,
      secrets: { ...secrets },
    });
    const { fullName } = handle;
    const person = sandbox.createPerson({ login: `mona-${repositories}`, access: { [fullName]: 'admin' } });
    const idOfRepository = await repositoryId(sandbox, fullName, person.token);

    const act: TestRepository['act'] = async (method, path, body) => {
      const response = await fetch(`${sandbox.apiUrl}/repos/${fullName}/${path}`, {
        method,
        headers: { authorization: `token ${person.token}`, accept: 'application/vnd.github+json' },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      const text = await response.text();
      if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
      return text === '' ? undefined : JSON.parse(text);
    };
    const decided: TestRepository['decided'] = async (event, action) => {
      await sandbox.idle();
      const delivery = sandbox.deliveries.findLast(
        (one) =>
          one.repositoryId === idOfRepository &&
          one.event === event &&
          (action === undefined || one.action === action),
      );
      if (!delivery) throw new Error(`no delivery of ${event} ${action ?? ''} in ${fullName}`);
      return lineOf(delivery);
    };
    return {
      ...handle,
      get runs() {
        return sandbox.runs(fullName);
      },
      get calls() {
        return sandbox.calls.filter(
          ({ by, path }) => by.kind === 'installation' && path.startsWith(`/repos/${fullName}`),
        );
      },
      act,
      decided,
      label: async (issue, name) => {
        await act('POST', `issues/${issue}/labels`, { labels: [name] });
        return decided('issues', 'labeled');
      },
      merge: async (number) => {
        await act('PUT', `pulls/${number}/merge`);
        return decided('pull_request', 'closed');
      },
    };
  }

  return {
    sandbox,
    app,
    clientId,
    bundle: APP_FILE,
    environment,
    install,
    repository,
    post: ({ event, payload, id: guid = randomUUID(), headers = {}, to = app }) => {
      const body = typeof payload === 'string' ? payload : JSON.stringify(payload);
      return fetch(to.webhookUrl, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'x-github-event': event,
          'x-github-delivery': guid,
          'x-hub-signature-256': signatureOf(body),
          ...headers,
        },
        body,
      });
    },
    redeliver: async (delivery) => {
      sandbox.redeliver(delivery.id);
      await sandbox.idle();
      const again = sandbox.deliveries.findLast(({ guid }) => guid === delivery.guid);
      if (!again) throw new Error('the delivery has gone');
      return lineOf(again);
    },
    [Symbol.asyncDispose]: async () => {
      await app[Symbol.asyncDispose]();
      await sandbox[Symbol.asyncDispose]();
      // What the stand-in does not know, GitHub may not know either.
      const odd = [...sandbox.defects, ...sandbox.refusals];
      if (odd.length > 0) throw new Error(odd.join('\n'));
    },
  };
}

export function signatureOf(body: string, secret: string = SECRET): string {
  return `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;
}

async function repositoryId({ apiUrl }: Sandbox, fullName: string, token: string): Promise<number> {
  const response = await fetch(`${apiUrl}/repos/${fullName}`, {
    headers: { authorization: `token ${token}` },
  });
  return ((await response.json()) as { id: number }).id;
}
