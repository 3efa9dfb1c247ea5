import { describe, expect, test } from 'vitest';
import { HANDLED_EVENTS, readEvent } from '../../../../src/core/routing/read-event.ts';

const envelope = {
  enterprise: 'unknown fields are tolerated',
  repository: { id: 1, name: 'web', owner: { login: 'acme' }, default_branch: 'main' },
};

const origin = { repository: { owner: 'acme', repository: 'web' }, defaultBranch: 'main' };

describe('pull_request.closed', () => {
  const pullRequest = {
    number: 12,
    html_url: 'https://github.com/acme/web/pull/12',
    merged: true,
    body: 'Closes #5',
    head: { ref: 'topic', repo: { id: 1 } },
    base: { ref: 'main' },
  };
  const read = (change: object) =>
    readEvent('pull_request.closed', { ...envelope, pull_request: { ...pullRequest, ...change } });

  test('a merge is an event', () => {
    expect(read({})).toEqual({
      kind: 'event',
      origin,
      subject: 'acme/web#12',
      event: {
        type: 'pull-request-merged',
        repository: origin.repository,
        number: 12,
        url: 'https://github.com/acme/web/pull/12',
        branch: 'topic',
        fromFork: false,
        byBot: false,
        base: 'main',
        defaultBranch: 'main',
        body: 'Closes #5',
      },
    });
  });

  test('a pull request that was closed unmerged is skipped', () => {
    const detail = 'the pull request was closed unmerged';
    const subject = 'acme/web#12';
    expect(read({ merged: false })).toEqual({ kind: 'skip', reason: 'not-merged', detail, subject });
  });

  test.each([
    [{ login: 'dependabot[bot]', type: 'Bot' }, true],
    [{ login: 'mona', type: 'User' }, false],
    [null, false],
  ])('by %j: %s, it is by a bot', (user, byBot) => {
    expect(read({ user })).toMatchObject({ event: { byBot } });
  });

  test('a pull request without a description has an empty one', () => {
    expect(read({ body: null })).toMatchObject({ event: { body: '' } });
  });

  test.each([
    ['of another repository', { id: 2 }],
    ['of a fork that has been deleted', null],
  ])('a branch %s is from a fork', (_, repo) => {
    expect(read({ head: { ref: 'interlock/web/web-5', repo } })).toMatchObject({ event: { fromFork: true } });
  });

  test('a payload without what is needed is invalid, and says which field', () => {
    expect(read({ merged: 'yes', body: 1 })).toEqual({
      kind: 'invalid',
      detail: expect.stringMatching(/^pull_request\.merged: [^;]+; pull_request\.body: [^;]+$/),
    });
  });

  test('a payload that lacks more than five fields says five of them', () => {
    const reading = readEvent('pull_request.closed', { repository: {}, pull_request: {} });
    expect(reading.kind === 'invalid' && reading.detail.split('; ')).toHaveLength(5);
  });
});

describe.each(['issues.labeled', 'issues.unlabeled'] as const)('%s', (name) => {
  const issue = { number: 538, labels: [{ name: 'bug' }, { name: 'Todo' }] };
  const read = (change: object) =>
    readEvent(name, { ...envelope, issue, label: { name: 'Todo' }, ...change });

  test('a label of an issue is an event, with all that the issue carries now', () => {
    expect(read({})).toMatchObject({
      kind: 'event',
      subject: 'acme/web#538',
      event: {
        type: 'item-relabeled',
        item: { owner: 'acme', repository: 'web', number: 538 },
        label: 'Todo',
        labels: name === 'issues.labeled' ? ['bug', 'Todo'] : ['bug'],
      },
    });
  });

  test('a list of labels that is older than the event is brought up to date with the event', () => {
    const before = name === 'issues.labeled' ? [{ name: 'bug' }] : [{ name: 'todo' }, { name: 'bug' }];
    expect(read({ issue: { ...issue, labels: before } })).toMatchObject({
      event: { label: 'Todo', labels: name === 'issues.labeled' ? ['bug', 'Todo'] : ['bug'] },
    });
  });

  test('a label of a pull request is skipped', () => {
    expect(read({ issue: { ...issue, pull_request: { url: 'https://…' } } })).toEqual({
      kind: 'skip',
      reason: 'not-an-issue',
      detail: 'the label is on a pull request',
      subject: 'acme/web#538',
    });
  });

  test('a label that has been deleted since is skipped', () => {
    expect(read({ label: undefined })).toEqual({
      kind: 'skip',
      reason: 'not-a-stage',
      detail: 'the label is gone again',
      subject: 'acme/web#538',
    });
  });
});

describe('workflow_run.completed', () => {
  const run = {
    id: 99,
    event: 'workflow_dispatch',
    path: '.github/workflows/interlock.yml',
    display_title: 'splitting · acme/web#537 · manual',
    conclusion: 'success',
  };
  const read = (change: object) =>
    readEvent('workflow_run.completed', { ...envelope, workflow_run: { ...run, ...change } });

  test('a finished run is an event', () => {
    expect(read({})).toMatchObject({
      kind: 'event',
      subject: 'run 99',
      event: { type: 'run-finished', runId: 99, workflowPath: '.github/workflows/interlock.yml' },
    });
  });

  test('a ref behind the path of the workflow is cut off', () => {
    expect(read({ path: '.github/workflows/interlock.yml@main' })).toMatchObject({
      event: { workflowPath: '.github/workflows/interlock.yml' },
    });
  });

  test("a fork's changed copy of the workflow is no agent, whatever its run is called", () => {
    expect(read({ event: 'pull_request' })).toEqual({
      kind: 'skip',
      reason: 'not-an-agent-run',
      detail: 'the run was started by pull_request',
      subject: 'run 99',
    });
  });

  test('a run whose end GitHub does not name ended somehow', () => {
    expect(read({ conclusion: null })).toMatchObject({ event: { conclusion: 'unknown' } });
    expect(read({})).toMatchObject({ event: { conclusion: 'success' } });
  });
});

describe('push', () => {
  const read = (change: object) =>
    readEvent('push', { ...envelope, ref: 'refs/heads/main', forced: false, commits: [], ...change });
  const commit = (files: object) => ({ added: [], modified: [], removed: [], ...files });

  test.each(['added', 'modified', 'removed'])('a configuration that was %s is to be read again', (how) => {
    const commits = [commit({}), commit({ [how]: ['.github/interlock.yml'] })];
    expect(read({ commits })).toEqual({ kind: 'config-pushed', origin });
  });

  test('other files are skipped', () => {
    expect(read({ commits: [commit({ modified: ['interlock.yml'] })] })).toEqual({
      kind: 'skip',
      reason: 'no-trigger',
      detail: 'push without .github/interlock.yml',
    });
  });

  test('another branch is skipped', () => {
    const commits = [commit({ modified: ['.github/interlock.yml'] })];
    expect(read({ ref: 'refs/heads/topic', commits })).toEqual({
      kind: 'skip',
      reason: 'no-trigger',
      detail: 'push to refs/heads/topic',
    });
  });

  test('a forced push may have taken the configuration away without saying so', () => {
    expect(read({ forced: true })).toMatchObject({ kind: 'config-pushed' });
  });

  test('a push of more commits than a payload lists may hold it too', () => {
    const commits = Array.from({ length: 2048 }, () => commit({}));
    expect(read({ commits })).toMatchObject({ kind: 'config-pushed' });
  });
});

test('every event that is handled has a reader', () => {
  const readers = HANDLED_EVENTS.map((name) => readEvent(name, {}).kind);
  expect(readers).toEqual(['invalid', 'invalid', 'invalid', 'invalid', 'invalid']);
});
