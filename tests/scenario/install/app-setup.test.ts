import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { get } from 'node:http';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { AppProcess } from '../app/app-process.ts';
import { manifest } from '../app/app-world.ts';
import { APP_FILE } from '../bundles.ts';
import { startProbotSetup } from './probot-setup.ts';
import { freePort, type SetupWorld, startSetupWorld } from './setup-world.ts';

let world: SetupWorld;

beforeEach(async () => {
  world = await startSetupWorld(APP_FILE);
});

afterEach(() => world[Symbol.asyncDispose]());

const pageOf = (app: AppProcess): string => new URL('/probot', app.webhookUrl).href;
const runs = (): number => world.sandbox.runs('acme/web').length;

describe('from an empty folder to the first agent', () => {
  test('a browser registers the App and installs it, and the same process answers the first event', async () => {
    await using app = await world.startSetup();
    await world.register(pageOf(app));
    await app.says('"listening"');
    await world.install();
    await world.label();

    expect(runs()).toBe(1);
    expect(world.sandbox.deliveries).toMatchObject([
      // Sent when the App was made, before anybody could have had its secret.
      { event: 'ping', statusCode: 503 },
      { event: 'installation', action: 'created', statusCode: 200 },
      ...Array.from({ length: world.sandbox.deliveries.length - 2 }, () => ({ statusCode: 200 })),
    ]);
    expect(app.decisions).toContainEqual(
      expect.objectContaining({ event: 'issues', subject: 'acme/web#538', reason: 'dispatched' }),
    );
  });

  test('the App has the permissions and events of app.yml', async () => {
    await using app = await world.startSetup();
    await world.register(pageOf(app));
    expect(await appOf(world)).toMatchObject({
      owner: { login: 'acme' },
      permissions: manifest.default_permissions,
      events: manifest.default_events,
    });
  });

  test('the App asks for nothing of projects where boards are labels only', async () => {
    await using app = await world.startSetup();
    await world.register(pageOf(app), 'Register for labels only');
    const { organization_projects: _, ...permissions } = manifest.default_permissions;
    const { permissions: asked, events } = await appOf(world);
    expect(asked).toEqual(permissions);
    expect(events).toEqual(manifest.default_events.filter((event) => event !== 'projects_v2_item'));
  });

  test('after a restart the server works with the credentials of the file, and offers no set-up', async () => {
    {
      await using app = await world.startSetup();
      await world.register(pageOf(app));
      await app.says('"listening"');
    }
    await using app = await world.startApp({ PORT: new URL(hookOf(world)).port });
    await world.install();
    await world.label();
    expect(runs()).toBe(1);
    expect((await fetch(pageOf(app))).status).toBe(404);
    expect((await fetch(`${pageOf(app)}/setup?code=a&state=b`)).status).toBe(404);
  });
});

test("Probot's own set-up, as Probot ships it, gets there too: the server reads the file that it writes", async () => {
  const [port, webhookPort] = [await freePort(), await freePort()];
  await writeFile(
    join(world.folder, 'app.yml'),
    (await readFile(new URL('../../../app.yml', import.meta.url), 'utf8')).replace(
      'https://interlock.example.com/',
      `http://127.0.0.1:${webhookPort}/`,
    ),
  );
  {
    await using probot = await startProbotSetup(world, port);
    await world.register(`${probot.url}/probot`);
  }
  await using app = await world.startApp({ PORT: String(webhookPort) });
  await world.install();
  await world.label();
  expect(runs()).toBe(1);
  expect(app.decisions).toContainEqual(expect.objectContaining({ event: 'issues', reason: 'dispatched' }));
});

async function appOf({ sandbox }: SetupWorld): Promise<{ permissions: object; events: string[] }> {
  const response = await fetch(`${sandbox.apiUrl}/apps/interlock`);
  return (await response.json()) as { permissions: object; events: string[] };
}

/** Where the new App sends its webhooks. */
function hookOf({ sandbox }: SetupWorld): string {
  const payload = sandbox.deliveries[0]?.request.payload as { hook: { config: { url: string } } };
  return payload.hook.config.url;
}

/** Asks as a browser does that knows the server by another name. */
function ask(url: string, host: string): Promise<{ status: number | undefined; body: string }> {
  return new Promise((resolve, reject) => {
    const asked = get(url, { headers: { host }, agent: false }, (response) => {
      text(response).then((body) => resolve({ status: response.statusCode, body }), reject);
    });
    asked.on('error', reject);
  });
}

describe('the credentials', () => {
  test('are in a file that nobody else may read, beside what was there', async () => {
    await writeFile(join(world.folder, '.env'), '# ours\nLOG_LEVEL=debug', { mode: 0o644 });
    await using app = await world.startSetup();
    await world.register(pageOf(app));
    const { text: content, mode } = await world.credentials();
    expect(mode).toBe(0o600);
    expect(content).toMatch(
      /^# ours\nLOG_LEVEL=debug\n# http:\S+\/apps\/interlock\nAPP_ID=\d+\nPRIVATE_KEY="-----BEGIN RSA PRIVATE KEY-----\\n.*"\nWEBHOOK_SECRET=\w{40}\nGITHUB_CLIENT_ID=Iv\w+\n$/,
    );
  });

  test('are in no line of the log, however much it is to log', async () => {
    await using app = await world.startSetup({ LOG_LEVEL: 'trace' });
    await world.register(pageOf(app));
    await app.says('"listening"');
    await world.install();
    await world.label();
    const { text: content } = await world.credentials();
    const key = /PRIVATE_KEY="-----BEGIN RSA PRIVATE KEY-----\\n([^\\]+)/.exec(content)?.[1];
    const secret = /WEBHOOK_SECRET=(\w+)/.exec(content)?.[1];
    for (const said of [key, secret]) {
      expect(said).toMatch(/^[\w+/]{30,}$/);
      expect(app.output.join('\n')).not.toContain(said);
    }
    expect(app.output.join('\n')).not.toMatch(/\bghs_/);
  });
});

describe('whoever comes to the set-up', () => {
  test('without having been sent by its page registers nothing', async () => {
    await using app = await world.startSetup();
    const answer = await fetch(`${pageOf(app)}/setup?code=0123456789&state=0123456789`);
    expect(answer.status).toBe(400);
    expect(await answer.text()).toContain('Nothing was registered');
    expect(world.sandbox.calls).toEqual([]);
    expect(existsSync(join(world.folder, '.env'))).toBe(false);
  });

  test('with a code that does not work is told, and may begin again', async () => {
    await using app = await world.startSetup();
    await world.browser.open(pageOf(app));
    const state = /state=(\w+)/.exec(world.browser.page.html)?.[1];
    const page = await world.browser.open(`${pageOf(app)}/setup?code=wrong&state=${state}`);
    expect(page).toMatchObject({ status: 502, text: expect.stringContaining('The credentials did not') });
    await app.says('Could not get the credentials of the new App');
    await world.register(pageOf(app));
    await app.says('"listening"');
  });

  test('by a name that is not its own gets nothing to see', async () => {
    await using app = await world.startSetup();
    const { port } = new URL(app.webhookUrl);
    const hosts = ['evil.example', `evil.example:${port}`, `localhost.evil.example:${port}`];
    for (const host of hosts) expect((await ask(pageOf(app), host)).status).toBe(421);
    expect((await ask(pageOf(app), `localhost:${port}`)).status).toBe(200);
  });

  test('by its public name is sent back there, and webhooks come there', async () => {
    await using app = await world.startSetup({ PUBLIC_URL: 'https://interlock.example.com/' });
    await world.browser.open(pageOf(app));
    const { body: html } = await ask(pageOf(app), 'interlock.example.com');
    expect(html).toContain('&quot;redirect_url&quot;:&quot;https://interlock.example.com/probot/setup&quot;');
    expect(html).toContain('https://interlock.example.com/api/github/webhooks');
    expect(world.browser.page.html).toContain('https://interlock.example.com/api/github/webhooks');
  });

  test('finds it on this machine alone, unless HOST says otherwise', async () => {
    await using app = await world.startSetup({ HOST: '' });
    expect(new URL(app.webhookUrl).hostname).toBe('127.0.0.1');
  });

  test('learns from the sign of life that the server is not ready', async () => {
    await using app = await world.startSetup();
    expect((await fetch(new URL('/ping', app.webhookUrl))).status).toBe(503);
    expect((await fetch(app.webhookUrl, { method: 'POST', body: '{}' })).status).toBe(503);
  });
});

test('the set-up obeys SIGTERM', async () => {
  await using app = await world.startSetup();
  app.signal('SIGTERM');
  expect(await app.exited).toEqual([0, null]);
});
