import { expect, test } from 'vitest';
import * as z from 'zod';
import { type GraphqlExchange, mutateEach, query } from '../../../../src/github/wire/graphql.ts';
import { startWire } from '../wire.ts';

const exchange: GraphqlExchange<{ value: string }> = {
  doing: 'read it',
  missing: 'item-missing',
  document: 'query Value { value }',
  variables: {},
  answer: z.object({ value: z.string() }),
};

const body = (answer: unknown): { body: string } => ({ body: JSON.stringify(answer) });
const failing = (error: object, data: unknown = null) => body({ data, errors: [error] });

test('asks beside the REST API of a GitHub Enterprise Server, and below the root of github.com', async () => {
  await using wire = await startWire([body({ data: { value: 'x' } })]);
  expect(await query(wire.github, exchange)).toEqual({ value: 'x' });
  expect(wire.requests[0]).toMatchObject({ method: 'POST', url: '/graphql' });
});

test.each([
  ['NOT_FOUND', 'item-missing'],
  ['FORBIDDEN', 'permission-missing'],
  ['INSUFFICIENT_SCOPES', 'permission-missing'],
  ['RATE_LIMITED', 'rate-limited'],
  ['SERVICE_UNAVAILABLE', 'github-unavailable'],
  ['MAX_NODE_LIMIT_EXCEEDED', 'answer-unexpected'],
])('an error of type %s, told with HTTP 200, is %s', async (type, reason) => {
  await using wire = await startWire([failing({ type, path: ['value'], message: 'No.' })]);
  await expect(query(wire.github, exchange)).rejects.toMatchObject({
    name: 'ProviderError',
    reason,
    message: expect.stringContaining('Could not read it: '),
  });
});

test('a refusal names what the request needs, which GitHub does not', async () => {
  await using wire = await startWire([failing({ type: 'FORBIDDEN', path: ['value'], message: 'No.' })]);
  await expect(query(wire.github, { ...exchange, needs: ['issues: write'] })).rejects.toThrow(
    'Could not read it: No. The token needs `issues: write`: grant it in the settings of the App, and accept it where ' +
      'the App is installed, or below `permissions` in the job of the workflow.',
  );
});

test('a limit says when it ends, by the clock of GitHub', async () => {
  const date = 'Mon, 02 Nov 2026 10:00:00 GMT';
  const headers = { date, 'x-ratelimit-reset': String(Date.parse(date) / 1000 + 90) };
  await using wire = await startWire([
    { ...failing({ type: 'RATE_LIMITED', message: 'API rate limit exceeded' }), headers },
  ]);
  await expect(query(wire.github, exchange)).rejects.toMatchObject({
    retryAfterSeconds: 90,
    message: expect.stringContaining('in 90 s'),
  });
});

test('data beside an error is not used: a part is never taken for the whole', async () => {
  await using wire = await startWire([failing({ type: 'FORBIDDEN', path: ['other'] }, { value: 'x' })]);
  await expect(query(wire.github, exchange)).rejects.toMatchObject({ reason: 'permission-missing' });
});

test('an error that is understood as an answer is none', async () => {
  await using wire = await startWire([failing({ type: 'NOT_FOUND', path: ['other'] }, { value: 'x' })]);
  const isAnswer: GraphqlExchange<unknown>['isAnswer'] = ({ path }) => path[0] === 'other';
  expect(await query(wire.github, { ...exchange, isAnswer })).toEqual({ value: 'x' });
});

test("GitHub's own time-out is read once more, and only once", async () => {
  const timeout = failing({ message: 'Something went wrong while executing your query.', path: ['value'] });
  await using mended = await startWire([timeout, body({ data: { value: 'x' } })]);
  expect(await query(mended.github, exchange)).toEqual({ value: 'x' });
  await using broken = await startWire([timeout]);
  await expect(query(broken.github, exchange)).rejects.toMatchObject({ reason: 'github-unavailable' });
  expect(broken.requests).toHaveLength(2);
});

test.each([
  ['refused for good did nothing', { type: 'FORBIDDEN', path: ['move'], message: 'x' }, false],
  ['whose answer cannot be read may have been done', { type: 'FORBIDDEN', path: ['move', 'item'] }, true],
  ['that timed out may have been done', { path: ['move'], message: 'Something went wrong' }, true],
])('a write %s', async (_, error, ambiguous) => {
  await using wire = await startWire([failing(error)]);
  const ended = await mutateEach(wire.github, exchange, ['move']);
  expect(ended).toMatchObject([{ kind: 'failed', error: { ambiguous } }]);
  expect(wire.requests).toHaveLength(1);
});

test('what concerns all of several writes is thrown, and is the end of none alone', async () => {
  await using wire = await startWire([failing({ type: 'RATE_LIMITED', message: 'API rate limit exceeded' })]);
  await expect(mutateEach(wire.github, exchange, ['one', 'other'])).rejects.toMatchObject({
    reason: 'rate-limited',
    ambiguous: false,
  });
});

test('an answer that is not as documented says where', async () => {
  await using wire = await startWire([body({ data: { value: 1 } })]);
  await expect(query(wire.github, exchange)).rejects.toMatchObject({
    reason: 'answer-unexpected',
    message: expect.stringContaining('data.value'),
  });
});
