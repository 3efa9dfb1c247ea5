import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type RepositoryHandle, type Sandbox, startSandbox } from '../../../src/sandbox/index.ts';
import { PATIENT_ENVIRONMENT, PATIENT_SANDBOX } from '../../patience.ts';
import { type AppProcess, watchApp } from '../app/app-process.ts';
import { CONFIG, CONFIG_FILE, WORKFLOW, WORKFLOW_FILE } from '../app/fixture.ts';
import { Browser, type BrowserPage } from './browser.ts';

/** A stand-in GitHub without an App, an administrator's browser, and an empty folder to start the server in. */
export interface SetupWorld extends AsyncDisposable {
  readonly sandbox: Sandbox;
  readonly repository: RepositoryHandle;
  readonly browser: Browser;
  readonly folder: string;
  /** How the server finds the stand-in; nothing about an App. */
  readonly environment: Record<string, string>;
  /** The server's bundle, without an App: resolves when it offers the set-up. */
  startSetup(more?: Record<string, string>): Promise<AppProcess>;
  /** The server's bundle with what is in the folder. */
  startApp(more?: Record<string, string>): Promise<AppProcess>;
  /** From the set-up's page to the page on which the new App is installed. */
  register(page: string, button?: string): Promise<BrowserPage>;
  /** On the page that `register` ends on. */
  install(): Promise<BrowserPage>;
  /** A person moves an item to Todo. */
  label(): Promise<void>;
  credentials(): Promise<{ readonly text: string; readonly mode: number }>;
}

const READY = /"url":"(http:[^"]+)".*"no App is configured/;

/** `bundle`: the server's. */
export async function startSetupWorld(bundle: string): Promise<SetupWorld> {
  const folder = await mkdtemp(join(tmpdir(), 'interlock-setup-'));
  const sandbox = await startSandbox(PATIENT_SANDBOX);
  const repository = await sandbox.createRepository({
    owner: 'acme',
    name: 'web',
    files: { [CONFIG_FILE]: CONFIG, [WORKFLOW_FILE]: WORKFLOW },
  });
  repository.addIssue({ number: 538, title: 'Sort by date' });
  const mona = sandbox.createPerson({ login: 'mona', access: { 'acme/web': 'admin' } });
  const browser = new Browser();
  const environment = {
    GHE_HOST: new URL(sandbox.url).host,
    GHE_PROTOCOL: 'http',
    GH_ORG: 'acme',
    HOST: '127.0.0.1',
    PORT: '0',
  };
  const file = join(folder, '.env');
  const start = (more: Record<string, string> = {}) =>
    spawn(process.execPath, [bundle], {
      cwd: folder,
      env: { ...PATIENT_ENVIRONMENT, ...environment, ...more },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  return {
    sandbox,
    repository,
    browser,
    folder,
    environment,
    startSetup: (more) => watchApp(start(more), READY),
    startApp: (more) => watchApp(start(more)),
    register: async (page, button = 'Register') => {
      await browser.open(`${sandbox.url}/login`);
      await browser.press('Sign in', { login: mona.login, password: mona.token });
      await browser.open(page);
      await browser.press(button);
      return browser.press('Create GitHub App for acme');
    },
    install: () => browser.press('Install on acme', { install_target: 'all' }),
    label: async () => {
      const response = await fetch(`${sandbox.apiUrl}/repos/acme/web/issues/538/labels`, {
        method: 'POST',
        headers: { authorization: `token ${mona.token}`, 'user-agent': 'mona' },
        body: JSON.stringify({ labels: ['Todo'] }),
      });
      if (!response.ok) throw new Error(await response.text());
      await sandbox.idle();
    },
    credentials: async () => ({
      text: await readFile(file, 'utf8'),
      mode: (await stat(file)).mode & 0o777,
    }),
    [Symbol.asyncDispose]: async () => {
      await sandbox[Symbol.asyncDispose]();
      await rm(folder, { recursive: true });
      const odd = [...sandbox.defects, ...sandbox.refusals];
      if (odd.length > 0) throw new Error(odd.join('\n'));
    },
  };
}

/** For servers that cannot choose one by themselves. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
