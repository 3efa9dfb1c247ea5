import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type AppWorld, signatureOf, startAppWorld } from './app-world.ts';

let world: AppWorld;

beforeAll(async () => {
  world = await startAppWorld();
  world.install('acme');
});

afterAll(() => world[Symbol.asyncDispose]());

const payload = { action: 'labeled', zen: 'Keep it logically awesome.' };
const MEGABYTE = 1024 * 1024;

async function answerTo(webhook: Parameters<AppWorld['post']>[0]) {
  const response = await world.post(webhook);
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

async function expectRefused(
  webhook: Omit<Parameters<AppWorld['post']>[0], 'id'> & { id: string },
  { status, reason }: { status: number; reason: string },
) {
  const answer = await answerTo(webhook);
  expect(answer).toEqual({
    status,
    body: { error: expect.stringMatching(/^[A-Z][^/\\{}]+\.$/), reason, delivery: webhook.id },
  });
  const [line] = await world.app.decisionsOf(webhook.id);
  expect(line).toMatchObject({ outcome: 'failed', reason, apiCalls: 0 });
}

describe('a webhook that is not from GitHub', () => {
  test('is refused if it is signed with another secret', () =>
    expectRefused(
      {
        event: 'issues',
        payload,
        id: 'forged',
        headers: { 'x-hub-signature-256': signatureOf(JSON.stringify(payload), 'guessed') },
      },
      { status: 401, reason: 'signature-invalid' },
    ));

  test('is refused if it was changed after it was signed', () =>
    expectRefused(
      {
        event: 'issues',
        payload: { ...payload, zen: 'Approachable is better than simple.' },
        id: 'changed',
        headers: { 'x-hub-signature-256': signatureOf(JSON.stringify(payload)) },
      },
      { status: 401, reason: 'signature-invalid' },
    ));

  test.each([
    ['without a signature', 'x-hub-signature-256', 401, 'signature-invalid'],
    ['without an event', 'x-github-event', 400, 'payload-invalid'],
    ['with another content type', 'content-type', 400, 'payload-invalid'],
  ])('is refused %s', (_, header, status, reason) =>
    expectRefused(
      { event: 'star', payload, id: `no-${header}`, headers: { [header]: '' } },
      { status, reason },
    ),
  );

  test('is refused without a delivery id, and nothing of what stands there is repeated', async () => {
    const id = '<script>alert(1)</script>';
    const { status, body } = await answerTo({ event: 'issues', payload, id });
    expect(status).toBe(400);
    expect(body).toEqual({ error: expect.any(String), reason: 'payload-invalid' });
  });
});

describe('a payload', () => {
  test.each([
    ['is truncated', JSON.stringify(payload).slice(0, -5)],
    ['is no object', '"labeled"'],
    ['is null', 'null'],
    ['is empty', ''],
  ])('that %s is refused', (what, text) =>
    expectRefused(
      { event: 'issues', payload: text, id: `it-${what.replaceAll(' ', '-')}` },
      { status: 400, reason: 'payload-invalid' },
    ),
  );

  test.each(['pull_request', 'issues', 'workflow_run', 'push'])(
    'of %s that is not what GitHub documents is refused',
    (event) => {
      const actions: Record<string, string> = {
        pull_request: 'closed',
        issues: 'labeled',
        workflow_run: 'completed',
      };
      return expectRefused(
        { event, payload: { action: actions[event], installation: { id: 1 } }, id: `odd-${event}` },
        { status: 400, reason: 'payload-invalid' },
      );
    },
  );

  test('of an event that nobody handles may look as it likes', async () => {
    const { status, body } = await answerTo({
      event: 'invented_tomorrow',
      payload: { action: 7 },
      id: 'new',
    });
    expect(status).toBe(200);
    expect(body).toEqual({ outcome: 'skipped', reason: 'no-trigger', delivery: 'new' });
  });

  test('of 25 MB is read', async () => {
    const big = { ...payload, zen: 'x'.repeat(25 * MEGABYTE - 100) };
    const { status } = await answerTo({ event: 'star', payload: big, id: 'big' });
    expect(status).toBe(200);
  });

  test('that says it is larger is refused before it is read', async () => {
    const answer = await send({ 'content-length': 25 * MEGABYTE + 1 }, 'stated', 0);
    expect(answer).toEqual({ status: 413, reason: 'payload-too-large' });
  });

  test('that turns out to be larger is refused, and not kept', async () => {
    const answer = await send({ 'transfer-encoding': 'chunked' }, 'streamed', 26);
    expect(answer).toEqual({ status: 413, reason: 'payload-too-large' });
    expect(await world.app.decisionsOf('streamed')).toMatchObject([{ reason: 'payload-too-large' }]);
  });

  test('whose connection breaks ends in a decision too', async () => {
    const answer = send({ 'content-length': 1000 }, 'broken', 0, { isBroken: true });
    await expect(answer).rejects.toThrow();
    expect(await world.app.decisionsOf('broken')).toMatchObject([{ reason: 'payload-invalid' }]);
  });
});

/** What `fetch` would not send: a body without its end, or with a wrong length. */
function send(
  headers: Record<string, string | number>,
  id: string,
  megabytes: number,
  { isBroken = false } = {},
): Promise<{ status: number | undefined; reason: unknown }> {
  return new Promise((resolve, reject) => {
    const outgoing = request(
      world.app.webhookUrl,
      {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'x-github-event': 'star',
          'x-github-delivery': id,
          'x-hub-signature-256': signatureOf(''),
          ...headers,
        },
      },
      (response) => {
        let text = '';
        response.on('data', (chunk) => {
          text += chunk;
        });
        response.on('end', () => {
          resolve({ status: response.statusCode, reason: JSON.parse(text).reason });
          outgoing.destroy();
        });
      },
    );
    outgoing.on('error', reject);
    outgoing.flushHeaders();
    for (let sent = 0; sent < megabytes; sent += 1) outgoing.write(Buffer.alloc(MEGABYTE, 'x'));
    if (isBroken) outgoing.write('{', () => outgoing.destroy(new Error('broken off')));
  });
}

describe('paths', () => {
  test('/ping says that the process lives', async () => {
    const response = await fetch(new URL('/ping', world.app.webhookUrl));
    expect([response.status, await response.text()]).toEqual([200, 'PONG']);
  });

  test.each([
    ['/', 'GET', 404],
    ['/probot', 'GET', 404],
    ['/api/github/webhooks', 'GET', 405],
  ])('%s (%s) tells nothing', async (path, method, status) => {
    const response = await fetch(new URL(path, world.app.webhookUrl), { method });
    expect(response.status).toBe(status);
    expect(Object.keys((await response.json()) as object)).toEqual(['error']);
  });
});

test('what GitHub says of a failure stays inside', async () => {
  const repository = await world.repository({ workflow: null });
  repository.addIssue({ number: 538, title: 'Sort by date' });
  const { delivery, line } = await repository.label(538, 'Todo');
  expect(line.detail).toContain('interlock.yml');
  expect(JSON.parse(delivery.response?.body ?? '')).toEqual({
    error: 'The workflow file is not on the default branch, or has no `workflow_dispatch` trigger.',
    reason: 'workflow-missing',
    delivery: delivery.guid,
  });
});
