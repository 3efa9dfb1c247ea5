import { generateKeyPairSync } from 'node:crypto';
import { expect, test } from 'vitest';
import { findInstallation } from '../../../../src/github/apps/app-authentication.ts';
import { ServerClock } from '../../../../src/github/wire/server-clock.ts';
import { web } from '../github-world.ts';
import { startWire } from '../wire.ts';

const TWO_HOURS = 7_200_000;
const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const KEY = privateKey.export({ type: 'pkcs1', format: 'pem' }).toString();
const EXPIRED =
  "'Expiration time' claim ('exp') must be a numeric value representing the future time at which the assertion expires";

/** GitHub's answer to what was signed with a time that is long over, at GitHub. */
const expired = (date: number) => ({
  status: 401,
  headers: { date: new Date(date).toUTCString() },
  body: JSON.stringify({ message: EXPIRED }),
});

const connect = (apiUrl: string) =>
  findInstallation({ clientId: 'Iv1', privateKey: KEY, apiUrl, userAgent: 'interlock-tests', home: web });

const scope = { repositories: [web], permissions: { issues: 'read' } } as const;

test("an App whose machine is two hours behind signs by GitHub's clock, also when it mints a token", async () => {
  const now = Date.now() + TWO_HOURS;
  await using wire = await startWire([
    expired(now),
    { body: JSON.stringify({ id: 1, permissions: {} }) },
    expired(now),
    { status: 201, body: JSON.stringify({ token: 'ghs_1' }) },
  ]);
  const tokens = await connect(wire.url);
  expect(await tokens(scope)()).toBe('ghs_1');
  const signed = wire.requests.map(({ headers }) => {
    const [, claims = ''] = (headers.authorization ?? '').split('.');
    return JSON.parse(Buffer.from(claims, 'base64url').toString()).exp * 1000 > now;
  });
  expect(signed).toEqual([false, true, false, true]);
});

test("a clock that cannot be made up for is named, with GitHub's time", async () => {
  const now = Date.UTC(2026, 10, 2, 9);
  await using wire = await startWire([expired(now)]);
  await expect(connect(wire.url)).rejects.toMatchObject({
    reason: 'bad-credentials',
    message: expect.stringContaining(
      "'exp') must be a numeric value representing the future time at which the assertion expires. " +
        'The clock of this machine is wrong: it is Mon, 02 Nov 2026 09:00:00 GMT at GitHub. Set it.',
    ),
  });
});

test("a server's clock is the machine's until GitHub has answered, and GitHub's afterwards", async () => {
  let now = Date.UTC(2026, 10, 2, 9);
  const clock = new ServerClock(() => now);
  expect(clock.now()).toEqual(new Date(now));
  const date = new Date(now + TWO_HOURS).toUTCString();
  await clock.following(async () => new Response('', { headers: { date } }))('https://api.github.test');
  now += 1_000;
  expect(clock.now()).toEqual(new Date(now + TWO_HOURS));
  await clock.following(async () => new Response(''))('https://api.github.test');
  expect(clock.now()).toEqual(new Date(now + TWO_HOURS));
});
