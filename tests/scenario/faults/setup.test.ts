import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { readEnvFile } from '../../../src/app/setup/credentials-file.ts';
import { startSetup } from '../../../src/app/setup/start-setup.ts';
import { type Fault, startSandbox } from '../../../src/sandbox/index.ts';
import { createGivingUp } from '../../giving-up.ts';
import { PATIENCE, PATIENT_SANDBOX } from '../../patience.ts';
import { Browser, type BrowserPage } from '../install/browser.ts';
import { API_FAULTS } from './fault-kinds.ts';

// The one call of the registration. Whoever makes it is no App yet, and has a person in front of a browser.
const OPERATION = 'apps/create-from-manifest';
const BEFORE = '# ours\nLOG_LEVEL=debug\n';

test.each(API_FAULTS)(
  'when the exchange of the code meets $name, the page says what to do, nothing is half written, and that helps',
  async (kind) => {
    await using world = await startWorld();
    const { fault, times } = kind;
    world.strike(fault, times);

    let page = await world.register('Interlock');
    // The key that was given is lost, and no second exchange gives it.
    const isLost = fault.kind === 'status-after-effect';
    const failures = isLost ? times + 1 : times;
    for (let load = 1; load <= failures; load++) {
      expect(page.status).toBe(502);
      expect(page.text).toContain('Load this page again');
      expect(page.text).toContain('delete the App in the settings of your Apps on GitHub, and start again');
      expect(world.failures()).toHaveLength(load);
      expect(world.failures().at(-1)).toMatch(/^Could not get the credentials of the new App: /);
      expect(await world.files()).toEqual({ '.env': BEFORE });
      const loadsAgain = load < failures || !isLost;
      page = await (loadsAgain ? world.browser.open(page.url) : world.register('Interlock again'));
    }

    expect(page.url).toMatch(/\/apps\/interlock(?:-again)?\/installations\/new$/);
    expect(await world.ended()).toMatchObject({ kind: 'registered' });
    const files = await world.files();
    expect(Object.keys(files)).toEqual(['.env']);
    expect(files['.env']?.startsWith(BEFORE)).toBe(true);
    expect(Object.keys(readEnvFile(join(world.folder, '.env'))).sort()).toEqual([
      'APP_ID',
      'GITHUB_CLIENT_ID',
      'LOG_LEVEL',
      'PRIVATE_KEY',
      'WEBHOOK_SECRET',
    ]);
  },
);

async function startWorld() {
  const folder = await mkdtemp(join(tmpdir(), 'interlock-setup-'));
  const file = join(folder, '.env');
  await writeFile(file, BEFORE);
  const sandbox = await startSandbox(PATIENT_SANDBOX);
  await sandbox.createRepository({ owner: 'acme', name: 'web' });
  const mona = sandbox.createPerson({ login: 'mona', access: { 'acme/web': 'admin' } });
  const log = { info: vi.fn(), error: vi.fn() };
  const givingUp = createGivingUp();
  const setup = await startSetup(
    {
      host: '127.0.0.1',
      port: 0,
      logLevel: 'fatal',
      apiUrl: sandbox.apiUrl,
      patience: PATIENCE,
      publicUrl: undefined,
      newAppUrl: `${sandbox.url}/organizations/acme/settings/apps/new`,
    },
    { log, file, state: 'f00d', requestLimit: givingUp.requestLimit },
  );
  const [[{ url: start }]] = log.info.mock.calls as [[{ url: string }]];
  const browser = new Browser();
  await browser.open(`${sandbox.url}/login`);
  await browser.press('Sign in', { login: mona.login, password: mona.token });
  return {
    folder,
    browser,
    strike: (fault: Fault, times: number): void =>
      sandbox.inject({
        match: ({ operationId }) => operationId === OPERATION,
        fault: fault.kind === 'timeout' ? givingUp.fault : fault,
        times,
      }),
    /** To where GitHub sends the browser back to. */
    register: async (name: string): Promise<BrowserPage> => {
      await browser.open(start);
      await browser.press('Register');
      return browser.press('Create GitHub App for acme', { name });
    },
    failures: (): readonly string[] =>
      log.error.mock.calls.map(([fields]) => (fields as { detail: string }).detail),
    files: async (): Promise<Readonly<Record<string, string>>> => {
      const names = await readdir(folder);
      const texts = names.map(async (name) => [name, await readFile(join(folder, name), 'utf8')] as const);
      return Object.fromEntries(await Promise.all(texts));
    },
    ended: () => setup.ended,
    [Symbol.asyncDispose]: async () => {
      setup.stop();
      await setup.ended;
      await sandbox[Symbol.asyncDispose]();
      await rm(folder, { recursive: true });
    },
  };
}
