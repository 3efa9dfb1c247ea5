import { describe, expect, test } from 'vitest';
import { readIssue } from '../../../../src/github/issues/issues.ts';
import { addLabel } from '../../../../src/github/issues/labels.ts';
import { listLabelNames } from '../../../../src/github/issues/repository-labels.ts';
import { readRepository } from '../../../../src/github/repositories/repositories.ts';
import { createGitHub } from '../../../../src/github/wire/client.ts';
import { fetchLimit } from '../../../../src/github/wire/fetch-limit.ts';
import { patientLimit } from '../../../patience.ts';
import { createGitHubWorld, githubOf, isOperation, itemOf, web } from '../github-world.ts';
import { startWire } from '../wire.ts';

test('every request names the API version, the product and the token', async () => {
  await using wire = await startWire([
    { body: '{"full_name":"acme/web","default_branch":"main","private":false}' },
  ]);
  await readRepository(wire.github, web);
  expect(wire.requests[0]?.headers).toMatchObject({
    'x-github-api-version': '2022-11-28',
    'user-agent': expect.stringMatching(/^interlock\/1 /),
    authorization: 'token secret',
  });
});

test('a token is asked for at each request, so that one that was renewed is used', async () => {
  await using world = await createGitHubWorld();
  const { number } = world.repository.addIssue({ title: 'x' });
  const { token } = world.sandbox.createPerson({ login: 'grace', access: { 'acme/web': 'write' } });
  const tokens = ['expired', token];
  const renewing = createGitHub({
    token: async () => tokens.shift() ?? token,
    apiUrl: world.sandbox.apiUrl,
    userAgent: 'interlock-tests',
    requestLimit: patientLimit,
  });
  await expect(readIssue(renewing, itemOf(number))).rejects.toMatchObject({ reason: 'bad-credentials' });
  expect(await readIssue(renewing, itemOf(number))).toMatchObject({ title: 'x' });
});

describe('a read', () => {
  test.each([{ kind: 'status', status: 502 }, { kind: 'status', status: 500 }, { kind: 'reset' }] as const)(
    'is tried once more after %o',
    async (fault) => {
      await using world = await createGitHubWorld();
      const { number } = world.repository.addIssue({ title: 'x' });
      world.sandbox.inject({ match: isOperation('issues/get'), fault, times: 1 });
      expect(await readIssue(world.github, itemOf(number))).toMatchObject({ title: 'x' });
      expect(world.operations()).toEqual(['issues/get', 'issues/get']);
    },
  );

  test('is tried no third time', async () => {
    await using world = await createGitHubWorld();
    world.sandbox.inject({ match: () => true, fault: { kind: 'status', status: 502 } });
    await expect(readIssue(world.github, itemOf(1))).rejects.toMatchObject({ reason: 'github-unavailable' });
    expect(world.operations()).toHaveLength(2);
  });

  test('that ran into its time limit is not tried again', async () => {
    await using world = await createGitHubWorld();
    world.sandbox.inject({ match: () => true, fault: { kind: 'timeout' } });
    // A tenth of a second, and nobody ever answers.
    const github = githubOf(world.sandbox, world.token, fetchLimit(0.01));
    await expect(readIssue(github, itemOf(1))).rejects.toMatchObject({
      reason: 'github-unavailable',
      ambiguous: false,
      message: expect.stringContaining('TimeoutError'),
    });
    expect(world.operations()).toHaveLength(1);
  });

  test.each([
    [{ kind: 'secondary-limit', retryAfter: 30 }, 30],
    [{ kind: 'primary-limit' }, expect.any(Number)],
  ] as const)('that meets a limit is not tried again: %o', async (fault, retryAfterSeconds) => {
    await using world = await createGitHubWorld();
    world.sandbox.inject({ match: () => true, fault });
    await expect(readIssue(world.github, itemOf(1))).rejects.toMatchObject({
      reason: 'rate-limited',
      retryAfterSeconds,
    });
    expect(world.operations()).toHaveLength(1);
  });
});

describe('a write', () => {
  test.each([
    { kind: 'status', status: 502 },
    { kind: 'reset' },
    { kind: 'status-after-effect', status: 502 },
  ] as const)('is never tried again, and is in doubt, after %o', async (fault) => {
    await using world = await createGitHubWorld();
    const { number } = world.repository.addIssue({ title: 'x' });
    world.sandbox.inject({ match: () => true, fault });
    await expect(addLabel(world.github, itemOf(number), 'Todo')).rejects.toMatchObject({
      reason: 'github-unavailable',
      ambiguous: true,
    });
    expect(world.operations()).toEqual(['issues/add-labels']);
  });

  test('by a token that may only read names the permission', async () => {
    await using world = await createGitHubWorld();
    const { number } = world.repository.addIssue({ title: 'x' });
    const { token } = world.sandbox.createPerson({ login: 'rae', access: { 'acme/web': 'read' } });
    await expect(addLabel(githubOf(world.sandbox, token), itemOf(number), 'x')).rejects.toMatchObject({
      reason: 'permission-missing',
      ambiguous: false,
      message: expect.stringContaining('add the label "x" to acme/web#'),
    });
  });
});

test('a token that GitHub does not know is told apart from a permission that lacks', async () => {
  await using world = await createGitHubWorld();
  await expect(readIssue(githubOf(world.sandbox, 'nonsense'), itemOf(1))).rejects.toMatchObject({
    reason: 'bad-credentials',
    status: 401,
  });
});

describe('an answer that GitHub does not document', () => {
  test('is not taken for what was asked', async () => {
    await using wire = await startWire([{ body: '{"default_branch":7,"private":false}' }]);
    await expect(readRepository(wire.github, web)).rejects.toMatchObject({
      reason: 'answer-unexpected',
      message: expect.stringContaining('default_branch'),
    });
  });

  test('of a write leaves it in doubt', async () => {
    await using wire = await startWire([{ status: 201, body: '{}' }]);
    await expect(addLabel(wire.github, itemOf(1), 'x')).rejects.toMatchObject({
      reason: 'answer-unexpected',
      ambiguous: true,
    });
  });

  test('because it broke off is asked for again', async () => {
    const whole = '{"full_name":"acme/web","default_branch":"main","private":false}';
    await using wire = await startWire([{ body: whole.slice(0, 20) }, { body: whole }]);
    expect(await readRepository(wire.github, web)).toEqual({
      name: web,
      defaultBranch: 'main',
      private: false,
    });
  });

  test('because it is the page of a proxy is no answer', async () => {
    await using wire = await startWire([{ headers: { 'content-type': 'text/html' }, body: '<html>' }]);
    await expect(readRepository(wire.github, web)).rejects.toMatchObject({ reason: 'github-unavailable' });
  });
});

describe('a listing', () => {
  test('follows the link to the next page, whatever its form', async () => {
    await using world = await createGitHubWorld();
    const names = Array.from({ length: 101 }, (_, index) => `Label ${index}`);
    for (const name of names) world.repository.addLabel({ name });
    expect(await listLabelNames(world.github, web)).toEqual(expect.arrayContaining(names));
    expect(world.operations()).toEqual(['issues/list-labels-for-repo', 'issues/list-labels-for-repo']);
  });

  test('without an end is an error, and no part of it is returned', async () => {
    const answers = [{ body: '[]', headers: {} as Record<string, string> }];
    await using wire = await startWire(answers);
    answers[0] = { body: '[]', headers: { link: `<${wire.url}/again>; rel="next"` } };
    await expect(listLabelNames(wire.github, web)).rejects.toMatchObject({
      reason: 'answer-unexpected',
      message: expect.stringContaining('more than 5000 entries'),
    });
    expect(wire.requests).toHaveLength(50);
  });
});
