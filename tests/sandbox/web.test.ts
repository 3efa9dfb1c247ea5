import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type Sandbox, startSandbox } from '../../src/sandbox/index.ts';
import { Browser } from '../scenario/install/browser.ts';
import { appOf, client, end, refusal } from './client.ts';

const MANIFEST = {
  name: 'Interlock',
  url: 'https://example.com',
  redirect_url: 'http://site.invalid/done',
  public: false,
  default_events: ['issues'],
  default_permissions: { issues: 'write', contents: 'read' },
};

let sandbox: Sandbox;
let browser: Browser;
/** The site that posts its manifest to GitHub, and to which GitHub sends the browser back. */
let site: Server;
let siteUrl = '';
let manifest: object = MANIFEST;

beforeEach(async () => {
  sandbox = await startSandbox();
  await sandbox.createRepository({ owner: 'acme', name: 'web' });
  await sandbox.createRepository({ owner: 'acme', name: 'api' });
  await sandbox.createRepository({ owner: 'other', name: 'web' });
  const { token } = sandbox.createPerson({
    login: 'mona',
    access: { 'acme/web': 'admin', 'other/web': 'write' },
  });
  site = createServer((_, response) => {
    const value = JSON.stringify(manifest).replaceAll("'", '&#39;');
    const action = `${sandbox.url}/organizations/acme/settings/apps/new?state=abc`;
    response.end(
      `<form action="${action}" method="post"><button name="manifest" value='${value}'>Register</button></form>`,
    );
  });
  await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve));
  siteUrl = `http://127.0.0.1:${(site.address() as AddressInfo).port}`;
  manifest = { ...MANIFEST, redirect_url: `${siteUrl}/done` };
  browser = new Browser();
  await browser.open(`${sandbox.url}/login`);
  await browser.press('Sign in', { login: 'mona', password: token });
});

afterEach(async () => {
  vi.useRealTimers();
  site.close();
  await end(sandbox);
});

async function register(): Promise<string> {
  await browser.open(siteUrl);
  await browser.press('Register');
  const { url } = await browser.press('Create GitHub App for acme');
  return new URL(url).searchParams.get('code') ?? '';
}

const convert = (code: string) => client(sandbox).rest.apps.createFromManifest({ code });

describe('an App that is registered from a manifest', () => {
  test('has the permissions and events of the manifest, and the name that the person chose', async () => {
    await browser.open(siteUrl);
    const page = await browser.press('Register');
    expect(page.text).toContain('issues: write contents: read');
    const { url } = await browser.press('Create GitHub App', { name: 'Acme Interlock' });
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/done\?code=\w+&state=abc$/);
    const { data } = await convert(new URL(url).searchParams.get('code') ?? '');
    expect(data).toMatchObject({
      slug: 'acme-interlock',
      name: 'Acme Interlock',
      owner: { login: 'acme' },
      permissions: { issues: 'write', contents: 'read', metadata: 'read' },
      events: ['issues'],
      pem: expect.stringContaining('BEGIN RSA PRIVATE KEY'),
    });
    const app = appOf(sandbox, { ...data, privateKey: data.pem } as never);
    expect((await app.octokit.rest.apps.getAuthenticated()).data?.slug).toBe('acme-interlock');
  });

  test('gives its credentials once', async () => {
    const code = await register();
    await convert(code);
    expect(await refusal(convert(code))).toMatchObject({ status: 404 });
  });

  test('gives its credentials within an hour', async () => {
    const code = await register();
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 3_600_001 });
    expect(await refusal(convert(code))).toMatchObject({ status: 404 });
  });

  test('is installed on the repositories that the person chooses, and hears of it', async () => {
    manifest = { ...manifest, hook_attributes: { url: `${siteUrl}/hook` } };
    await register();
    await browser.open(`${sandbox.url}/apps/interlock/installations/new`);
    const page = await browser.press('Install on acme', { 'repository_ids[]': idOf('acme/web') });
    expect(page.text).toContain('acme/web');
    expect(page.text).not.toContain('acme/api');
    await sandbox.idle();
    expect(sandbox.deliveries).toMatchObject([
      { event: 'ping', status: 'OK' },
      {
        event: 'installation',
        action: 'created',
        status: 'OK',
        request: { payload: { repositories: [{ full_name: 'acme/web' }], sender: { login: 'mona' } } },
      },
    ]);
  });

  test('is not installed where nothing was chosen', async () => {
    await register();
    await browser.open(`${sandbox.url}/apps/interlock/installations/new`);
    expect((await browser.press('Install on acme')).status).toBe(422);
  });

  test('is private to its owner, unless the manifest makes it public', async () => {
    manifest = { ...manifest, public: false };
    await register();
    const page = await browser.open(`${sandbox.url}/apps/interlock/installations/new`);
    expect(page.text).toContain('Install on acme');
    expect(page.text).not.toContain('Install on mona');
    manifest = { ...manifest, public: true, name: 'Open' };
    await register();
    expect((await browser.open(`${sandbox.url}/apps/open/installations/new`)).text).toContain(
      'Install on mona',
    );
  });
});

describe('GitHub refuses', () => {
  test.each<[string, object, string]>([
    ['a parameter that it does not know', { hook: {} }, 'Unrecognized key: "hook"'],
    [
      'an event without its permission',
      { default_events: ['push', 'workflow_run'] },
      'unsupported: workflow_run',
    ],
    ['a permission that there is not', { default_permissions: { labels: 'write' } }, 'no permission labels'],
    ['a manifest without an address', { url: undefined }, 'url: is no address'],
  ])('%s', async (_, change, problem) => {
    manifest = { ...manifest, ...change };
    await browser.open(siteUrl);
    expect(await browser.press('Register')).toMatchObject({
      status: 422,
      text: expect.stringContaining(problem),
    });
  });

  test('a name that is taken', async () => {
    await register();
    await browser.open(siteUrl);
    await browser.press('Register');
    expect((await browser.press('Create GitHub App')).text).toContain('Name is already taken');
  });

  test('whoever does not administrate the account', async () => {
    const { token } = sandbox.createPerson({ login: 'eve', access: { 'acme/web': 'write' } });
    await browser.open(`${sandbox.url}/login`);
    await browser.press('Sign in', { login: 'eve', password: token });
    await browser.open(siteUrl);
    expect((await browser.press('Register')).status).toBe(404);
  });

  test('a form that is not its own', async () => {
    site.removeAllListeners('request').on('request', (_, response) => {
      response.end(
        `<form action="${sandbox.url}/settings/apps" method="post"><button name="manifest" value="{}">Trick</button></form>`,
      );
    });
    await browser.open(siteUrl);
    expect((await browser.press('Trick')).text).toContain('did something unexpected');
  });

  test('nobody in particular: they are asked to sign in', async () => {
    const stranger = new Browser();
    await stranger.open(siteUrl);
    expect((await stranger.press('Register')).text).toContain('Sign in');
    expect((await stranger.press('Sign in', { login: 'mona', password: 'guess' })).status).toBe(401);
  });
});

/** As the box on the page has it. */
function idOf(fullName: string): string {
  const [, id = ''] = new RegExp(`value="(\\d+)"> ${fullName}<`).exec(browser.page.html) ?? [];
  return id;
}
