import { expect, test } from 'vitest';
import { sweepDeliveries } from '../../../src/app/background/sweep-deliveries.ts';
import { startWire, type Wire } from '../github/wire.ts';

const NOW = new Date('2026-11-23T12:00:00Z');
const DATE = { date: NOW.toUTCString() };
const NEVER = new AbortController().signal;

interface Entry {
  readonly id: string;
  readonly guid?: string;
  readonly minutesAgo: number;
  readonly code?: number;
}

/** As GitHub writes it, with ids that JavaScript has no number for. */
function log(...entries: readonly Entry[]): string {
  const texts = entries.map(({ id, guid = id, minutesAgo, code = 503 }) => {
    const at = new Date(NOW.getTime() - minutesAgo * 60_000).toISOString();
    return `{"id":${id},"guid":"g-${guid}","delivered_at":"${at}","redelivery":false,"duration":0.1,"status":"x","status_code":${code},"event":"issues","action":"labeled","installation_id":1,"repository_id":1,"throttled_at":null}`;
  });
  return `[${texts.join()}]`;
}

/** GitHub's answers, one after the other: lists of deliveries, and then to the requests to send one again. */
function startGitHub(...answers: Parameters<typeof startWire>[0]): Promise<Wire> {
  return startWire(answers.map((answer) => ({ ...answer, headers: { ...DATE, ...answer.headers } })));
}

function asked({ requests }: Wire): readonly string[] {
  return requests.map(({ method, url }) => `${method} ${url?.replace(/per_page=100&?/, '')}`);
}

const ACCEPTED = { status: 202, body: '{}' };

test('where nothing has failed one request is made, and nothing is said', async () => {
  await using wire = await startGitHub({ body: '[]' });
  expect(await sweepDeliveries(wire.github, NEVER)).toMatchObject({ outcome: 'skipped' });
  expect(asked(wire)).toEqual(['GET /app/hook/deliveries?status=failure']);
});

test('what failed is sent again by its id, to the last digit', async () => {
  await using wire = await startGitHub(
    { body: log({ id: '3804004623172239366', minutesAgo: 5 }) },
    { body: '[]' },
    ACCEPTED,
  );
  expect(await sweepDeliveries(wire.github, NEVER)).toEqual({
    outcome: 'acted',
    reason: 'redelivered',
    detail: 'GitHub was asked to deliver issues g-3804004623172239366 for the second time.',
  });
  expect(asked(wire)).toEqual([
    'GET /app/hook/deliveries?status=failure',
    'GET /app/hook/deliveries?status=success',
    'POST /app/hook/deliveries/3804004623172239366/attempts',
  ]);
});

test('what succeeded since is not sent again', async () => {
  await using wire = await startGitHub(
    { body: log({ id: '1', minutesAgo: 5 }) },
    { body: log({ id: '2', guid: '1', minutesAgo: 4, code: 200 }) },
  );
  expect(await sweepDeliveries(wire.github, NEVER)).toMatchObject({ outcome: 'skipped' });
  expect(wire.requests).toHaveLength(2);
});

test('the log is read until it tells of a day ago, or of what came before the oldest failure', async () => {
  const link = { link: '</app/hook/deliveries?cursor=v1_1>; rel="next"' };
  await using wire = await startGitHub(
    { body: log({ id: '1', minutesAgo: 30 }), headers: link },
    { body: log({ id: '2', minutesAgo: 1500 }), headers: link },
    { body: log({ id: '3', minutesAgo: 20, code: 200 }), headers: link },
    { body: log({ id: '4', minutesAgo: 31, code: 200 }), headers: link },
    ACCEPTED,
  );
  expect(await sweepDeliveries(wire.github, NEVER)).toMatchObject({ outcome: 'acted' });
  expect(asked(wire)).toEqual([
    'GET /app/hook/deliveries?status=failure',
    'GET /app/hook/deliveries?cursor=v1_1',
    'GET /app/hook/deliveries?status=success',
    'GET /app/hook/deliveries?cursor=v1_1',
    'POST /app/hook/deliveries/1/attempts',
  ]);
});

test('no more than ten pages of each are read, and what they leave unclear is left alone', async () => {
  const link = { link: '</app/hook/deliveries?cursor=v1_1>; rel="next"' };
  const failures = Array.from({ length: 10 }, (_, page) => ({
    body: log({ id: String(10 + page), minutesAgo: 30 + page }),
    headers: link,
  }));
  const successes = Array.from({ length: 10 }, (_, page) => ({
    body: log({ id: String(90 + page), minutesAgo: 24 + page, code: 200 }),
    headers: link,
  }));
  await using wire = await startGitHub(...failures, ...successes, ACCEPTED);
  const { detail } = await sweepDeliveries(wire.github, NEVER);
  expect(asked(wire).slice(20)).toEqual(
    ['13', '12', '11', '10'].map((id) => `POST /app/hook/deliveries/${id}/attempts`),
  );
  expect(detail).toContain('For 6 that failed, the log does not tell whether they were delivered since.');
});

test('a hundred are sent again at once, the oldest first', async () => {
  const failures = Array.from({ length: 101 }, (_, index) => ({
    id: String(1000 + index),
    minutesAgo: 10 + index,
  }));
  await using wire = await startGitHub({ body: log(...failures) }, { body: '[]' }, ACCEPTED);
  const { detail } = await sweepDeliveries(wire.github, NEVER);
  expect(wire.requests).toHaveLength(2 + 100);
  expect(asked(wire)[2]).toBe('POST /app/hook/deliveries/1100/attempts');
  expect(detail).toContain('80 more.');
  expect(detail).toContain('1 more at the next sweep.');
});

test('what GitHub refuses of one delivery holds up no other one, and is said', async () => {
  await using wire = await startGitHub(
    { body: log({ id: '1', minutesAgo: 9 }, { id: '2', minutesAgo: 5 }) },
    { body: '[]' },
    { status: 422, body: '{"message":"Too old"}' },
    ACCEPTED,
  );
  const decision = await sweepDeliveries(wire.github, NEVER);
  expect(decision).toMatchObject({ outcome: 'failed', reason: 'answer-unexpected' });
  expect(decision.detail).toMatch(/Too old.* asked to deliver issues g-2 for the second time/);
});

test('a limit ends the sweep, and what was done until then is said', async () => {
  await using wire = await startGitHub(
    { body: log({ id: '1', minutesAgo: 9 }, { id: '2', minutesAgo: 5 }, { id: '3', minutesAgo: 2 }) },
    { body: '[]' },
    ACCEPTED,
    { status: 429, headers: { 'retry-after': '60' }, body: '{"message":"Slow down"}' },
  );
  const decision = await sweepDeliveries(wire.github, NEVER);
  expect(decision).toMatchObject({ outcome: 'failed', reason: 'rate-limited' });
  expect(decision.detail).toContain('asked to deliver issues g-1 for the second time.');
  expect(wire.requests).toHaveLength(4);
});

test('an answer that was lost is not asked for again: the next sweep finds in the log what became of it', async () => {
  await using wire = await startGitHub(
    { body: log({ id: '1', minutesAgo: 9 }, { id: '2', minutesAgo: 5 }) },
    { body: '[]' },
    { status: 502, body: '' },
  );
  expect(await sweepDeliveries(wire.github, NEVER)).toMatchObject({ reason: 'github-unavailable' });
  expect(wire.requests).toHaveLength(3);
});

test('nothing more is sent when the app is asked to stop', async () => {
  const stop = new AbortController();
  await using wire = await startGitHub({ body: log({ id: '1', minutesAgo: 9 }) }, { body: '[]' }, ACCEPTED);
  stop.abort();
  await sweepDeliveries(wire.github, stop.signal);
  expect(wire.requests).toHaveLength(2);
});
