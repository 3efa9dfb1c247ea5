import type { IncomingMessage } from 'node:http';
import { describe, expect, test } from 'vitest';
import type { SetupSettings } from '../../../src/app/environment.ts';
import { readOrigin } from '../../../src/app/setup/read-origin.ts';
import { SetupPages } from '../../../src/app/setup/setup-pages.ts';

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

function pagesOf(register: (code: string) => Promise<typeof registered>) {
  const pages = new SetupPages({ settings, state: 'f00d', register, onFailure: () => {} });
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
