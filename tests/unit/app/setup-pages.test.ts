import { execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { SetupSettings } from '../../../src/app/environment.ts';
import { findHomepage } from '../../../src/app/setup/find-homepage.ts';
import { readOrigin, SetupPages } from '../../../src/app/setup/setup-pages.ts';

const settings: SetupSettings = {
  host: '127.0.0.1',
  port: 3000,
  logLevel: 'info',
  apiUrl: 'https://api.github.com',
  patience: 1,
  publicUrl: undefined,
  newAppUrl: 'https://github.com/settings/apps/new',
};
const registered = {
  id: 7,
  clientId: 'Iv1',
  slug: 'interlock',
  url: 'https://github.com/apps/interlock',
  privateKey: 'key',
  webhookSecret: 'hush',
};

function pagesOf(
  register: (code: string) => Promise<typeof registered>,
  changed: Partial<SetupSettings> = {},
  homepage?: string,
) {
  const all = { ...settings, ...changed };
  const pages = new SetupPages({ settings: all, homepage, state: 'f00d', register, onFailure: () => {} });
  return (url: string) =>
    pages.answer(
      { method: 'GET', url, headers: { host: 'localhost:3000' } } as IncomingMessage,
      url.split('?', 1)[0] ?? '',
    );
}

describe('the way back from GitHub', () => {
  test('leads to the page on which the App is installed', async () => {
    const ask = pagesOf(async () => registered);
    expect(await ask('/probot/setup?code=abc&state=f00d')).toMatchObject({
      status: 302,
      headers: { location: 'https://github.com/apps/interlock/installations/new' },
    });
  });

  test.each(['?code=abc', '?code=abc&state=', '?code=abc&state=f00e', '?code=&state=f00d', '?state=f00d'])(
    'is refused for %s, and no code is used',
    async (query) => {
      const codes: string[] = [];
      const ask = pagesOf(async (code) => {
        codes.push(code);
        return registered;
      });
      expect((await ask(`/probot/setup${query}`)).status).toBe(400);
      expect(codes).toEqual([]);
    },
  );

  test('is gone once: a second visit does not register a second App', async () => {
    let count = 0;
    const ask = pagesOf(async () => {
      count += 1;
      return registered;
    });
    const visits = [ask('/probot/setup?code=abc&state=f00d'), ask('/probot/setup?code=def&state=f00d')];
    expect((await Promise.all(visits)).map(({ status }) => status)).toEqual([302, 409]);
    expect(count).toBe(1);
  });
});

const manifests = (body: string): readonly { url: string; hook_attributes: { url: string } }[] =>
  [...body.matchAll(/name="manifest" value="([^"]*)"/g)].map(([, value = '']) =>
    JSON.parse(value.replaceAll('&quot;', '"')),
  );

describe('the page that registers', () => {
  const page = async (changed: Partial<SetupSettings>, homepage?: string): Promise<string> =>
    (await pagesOf(async () => registered, changed, homepage)('/probot')).body;

  test('offers nothing to send while GitHub could not reach the server, and says what to do', async () => {
    const body = await page({});
    expect(body).not.toMatch(/<form|<button|manifest/);
    expect(body).toContain('GitHub cannot reach this server yet');
    expect(body).toContain('PUBLIC_URL=https://interlock.example.com node dist/app/main.js');
  });

  test.each(['http://127.8.9.10:3000', 'http://[::1]:3000', 'http://localhost:3000'])(
    'takes %s for no address of the internet, also where it was set',
    async (publicUrl) => {
      expect(await page({ publicUrl })).not.toContain('<form');
    },
  );

  test('offers two Apps with the public address, also on the machine itself', async () => {
    const body = await page({ publicUrl: 'https://interlock.example.com' });
    const hooks = manifests(body).map(({ hook_attributes: { url } }) => url);
    expect(hooks).toEqual(Array(2).fill('https://interlock.example.com/api/github/webhooks'));
  });

  test('offers them where GitHub is on this machine, too', async () => {
    expect(manifests(await page({ newAppUrl: 'http://127.0.0.1:9/settings/apps/new' }))).toHaveLength(2);
  });

  test('leads from the App to the repository that the server was cloned from, or to the server', async () => {
    const publicUrl = 'https://interlock.example.com';
    const homepage = 'https://github.com/acme/interlock';
    expect(manifests(await page({ publicUrl }, homepage)).map(({ url }) => url)).toEqual([
      homepage,
      homepage,
    ]);
    expect(manifests(await page({ publicUrl })).map(({ url }) => url)).toEqual([publicUrl, publicUrl]);
  });
});

test('the homepage is the page of the remote, without the token in its address', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'homepage-'));
  try {
    expect(await findHomepage(folder)).toBeUndefined();
    execFileSync('git', ['init', '-q', folder]);
    expect(await findHomepage(folder)).toBeUndefined();
    const address = 'https://x-access-token:secret@github.com/acme/interlock.git';
    execFileSync('git', ['-C', folder, 'remote', 'add', 'origin', address]);
    expect(await findHomepage(folder)).toBe('https://github.com/acme/interlock');
  } finally {
    await rm(folder, { recursive: true });
  }
});

test('the page can be framed by nobody, and is not kept', async () => {
  const { headers } = await pagesOf(async () => registered)('/probot');
  expect(headers).toMatchObject({
    'cache-control': 'no-store',
    'content-security-policy': expect.stringContaining("frame-ancestors 'none'"),
  });
});

describe('the server knows itself by', () => {
  test.each([
    ['localhost:3000', 'http://localhost:3000'],
    ['127.0.0.1', 'http://127.0.0.1'],
    ['[::1]:3000', 'http://[::1]:3000'],
    ['interlock.example.com', 'https://interlock.example.com'],
    ['Interlock.Example.com', 'https://interlock.example.com'],
    ['evil.example', undefined],
    ['localhost.evil.example', undefined],
    ['localhost:3000/evil', undefined],
    [undefined, undefined],
  ])('%s: %s', (host, origin) => {
    expect(readOrigin(host, 'https://interlock.example.com')).toBe(origin);
  });
});
