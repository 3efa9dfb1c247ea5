import type { Octokit } from 'octokit';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  type Call,
  type Fault,
  type RepositoryHandle,
  type Sandbox,
  startSandbox,
} from '../../src/sandbox/index.ts';
import { PATIENT_SANDBOX } from '../patience.ts';
import { client, end, refusal } from './client.ts';

const shop = { owner: 'acme', repo: 'shop' };
const isLabeling = ({ operationId }: Call): boolean => operationId === 'issues/add-labels';

let sandbox: Sandbox;
let repository: RepositoryHandle;
let ann: Octokit;

beforeEach(async () => {
  sandbox = await startSandbox(PATIENT_SANDBOX);
  ({ repository, ann } = await arrange(sandbox));
});

afterEach(() => end(sandbox));

async function arrange(world: Sandbox): Promise<{ repository: RepositoryHandle; ann: Octokit }> {
  const made = await world.createRepository({ owner: 'acme', name: 'shop' });
  made.addIssue({ title: 'one' });
  const { token } = world.createPerson({ login: 'ann', access: { 'acme/shop': 'write' } });
  return { repository: made, ann: client(world, token) };
}

function label(name = 'x'): Promise<unknown> {
  return ann.rest.issues.addLabels({ ...shop, issue_number: 1, labels: [name] });
}

describe('a barrier', () => {
  test('holds a call before its effect', async () => {
    const barrier = sandbox.hold((call) => isLabeling(call) && call.params.issue_number === 1);
    const labeling = label();
    expect(await barrier.reached).toMatchObject({ operationId: 'issues/add-labels', by: { login: 'ann' } });
    expect(repository.issue(1).labels).toEqual([]);
    barrier.release();
    await labeling;
    expect(repository.issue(1).labels).toEqual(['x']);
  });

  test('holds a call after its effect', async () => {
    const barrier = sandbox.hold(isLabeling, { at: 'after' });
    const labeling = label();
    await barrier.reached;
    expect(repository.issue(1).labels).toEqual(['x']);
    expect(sandbox.calls.at(-1)?.status).toBeUndefined();
    barrier.release();
    await labeling;
  });

  test('lets other calls pass', async () => {
    const barrier = sandbox.hold(isLabeling);
    const labeling = label();
    await barrier.reached;
    expect((await ann.rest.issues.get({ ...shop, issue_number: 1 })).status).toBe(200);
    barrier.release();
    await labeling;
  });

  test('holds as many calls as it is told to', async () => {
    const barrier = sandbox.hold(isLabeling, { times: 1 });
    const first = label('first');
    await barrier.reached;
    await label('second');
    expect(repository.issue(1).labels).toEqual(['second']);
    barrier.release();
    await first;
    expect(repository.issue(1).labels).toEqual(['second', 'first']);
  });

  test('makes two callers race: both read before either writes', async () => {
    const barrier = sandbox.hold(isLabeling);
    const move = async (name: string) => {
      const { data } = await ann.rest.issues.get({ ...shop, issue_number: 1 });
      if (data.labels.length === 0) await label(name);
    };
    const moves = [move('a'), move('b')];
    await sandbox.until(() => sandbox.calls.filter(isLabeling).length === 2);
    barrier.release();
    await Promise.all(moves);
    expect(repository.issue(1).labels.toSorted()).toEqual(['a', 'b']);
  });
});

describe('a fault', () => {
  test('of 500 or 502 keeps the call from happening', async () => {
    sandbox.inject({ match: isLabeling, fault: { kind: 'status', status: 502 } });
    expect(await refusal(label())).toMatchObject({ status: 502 });
    expect(repository.issue(1).labels).toEqual([]);
  });

  test('after the effect leaves the effect', async () => {
    sandbox.inject({ match: isLabeling, fault: { kind: 'status-after-effect', status: 502 } });
    expect(await refusal(label())).toMatchObject({ status: 502 });
    expect(repository.issue(1).labels).toEqual(['x']);
  });

  test('of the secondary limit says when to come back', async () => {
    sandbox.inject({ match: isLabeling, fault: { kind: 'secondary-limit', retryAfter: 7 } });
    const answer = await label().catch((error: unknown) => error);
    expect(answer).toMatchObject({
      status: 403,
      response: {
        headers: { 'retry-after': '7' },
        data: { message: expect.stringContaining('You have exceeded a secondary rate limit') },
      },
    });
  });

  test('of the primary limit says that nothing remains', async () => {
    sandbox.inject({ match: isLabeling, fault: { kind: 'primary-limit' } });
    const answer = await label().catch((error: unknown) => error);
    expect(answer).toMatchObject({ status: 403, response: { headers: { 'x-ratelimit-remaining': '0' } } });
  });

  test('of a timeout never answers', async () => {
    sandbox.inject({ match: isLabeling, fault: { kind: 'timeout' } });
    const patience = new AbortController();
    const labeling = ann.rest.issues.addLabels({
      ...shop,
      issue_number: 1,
      labels: ['x'],
      request: { signal: patience.signal },
    });
    await sandbox.until(() => sandbox.calls.some(isLabeling));
    await sandbox.idle();
    patience.abort();
    await expect(labeling).rejects.toThrow('aborted');
    expect(repository.issue(1).labels).toEqual([]);
  });

  test('of a reset breaks the connection', async () => {
    sandbox.inject({ match: isLabeling, fault: { kind: 'reset' } });
    expect(await refusal(label())).toMatchObject({ status: 500 });
    expect(repository.issue(1).labels).toEqual([]);
  });

  test('of latency delays', async () => {
    sandbox.inject({ match: isLabeling, fault: { kind: 'latency', ms: 30 } });
    const startedAt = performance.now();
    await label();
    expect(performance.now() - startedAt).toBeGreaterThanOrEqual(29);
    expect(repository.issue(1).labels).toEqual(['x']);
  });

  test('strikes as often as its rule says, after those that it skips', async () => {
    sandbox.inject({ match: isLabeling, fault: { kind: 'status', status: 500 }, skip: 1, times: 1 });
    await label('a');
    expect(await refusal(label('b'))).toMatchObject({ status: 500 });
    await label('c');
    expect(repository.issue(1).labels).toEqual(['a', 'c']);
  });
});

describe('random faults', () => {
  const kinds: Fault[] = [
    { kind: 'status', status: 500 },
    { kind: 'status-after-effect', status: 502 },
  ];

  async function statuses(seed: number): Promise<(number | undefined)[]> {
    await using other = await startSandbox({ seed });
    const { ann: caller } = await arrange(other);
    other.randomFaults({ probability: 0.5, kinds });
    for (let count = 0; count < 12; count += 1) {
      await caller.rest.issues.get({ ...shop, issue_number: 1 }).catch(() => undefined);
    }
    return other.calls.map(({ status }) => status);
  }

  test('are the same for the same seed, and others for another', async () => {
    const once = await statuses(7);
    expect(new Set(once)).toEqual(new Set([200, 500, 502]));
    expect(await statuses(7)).toEqual(once);
    expect(await statuses(8)).not.toEqual(once);
  });
});

describe('until', () => {
  test('resolves when a later change makes its condition true', async () => {
    const labeled = sandbox.until(() => repository.issue(1).labels.includes('x'));
    await label();
    await labeled;
  });

  test('gives up when the sandbox ends', async () => {
    const other = await startSandbox(PATIENT_SANDBOX);
    const never = other.until(() => false).catch((error: unknown) => error);
    await other[Symbol.asyncDispose]();
    expect(await never).toMatchObject({ message: 'the sandbox has been disposed' });
  });
});
