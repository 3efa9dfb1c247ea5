import { describe, expect, test } from 'vitest';
import { readStartedBy } from '../../../src/action/read-started-by.ts';

const repository = { id: 1, name: 'web', owner: { login: 'acme' }, default_branch: 'main' };

describe('what started a workflow', () => {
  test.each(['pull_request_target', 'pull_request'])('is a merge, under %s', (name) => {
    const payload = {
      action: 'closed',
      repository,
      pull_request: {
        number: 12,
        html_url: 'https://github.com/acme/web/pull/12',
        merged: true,
        body: 'Closes #5',
        head: { ref: 'topic', repo: { id: 1 } },
        base: { ref: 'main' },
      },
    };
    expect(readStartedBy(name, payload)).toMatchObject({
      kind: 'event',
      subject: 'acme/web#12',
      event: { type: 'pull-request-merged', number: 12 },
    });
  });

  test.each([
    ['labeled', 'Todo'],
    ['unlabeled', 'Backlog'],
  ])('is a label of an issue that was %s', (action, name) => {
    const payload = {
      action,
      repository,
      issue: { number: 538, labels: [{ name: 'Todo' }] },
      label: { name },
    };
    expect(readStartedBy('issues', payload)).toMatchObject({
      kind: 'event',
      event: { type: 'item-relabeled', item: { number: 538 }, labels: ['Todo'] },
    });
  });

  test('is a run that ended', () => {
    const payload = {
      action: 'completed',
      repository,
      workflow_run: {
        id: 99,
        event: 'workflow_dispatch',
        path: '.github/workflows/interlock.yml',
        display_title: 'splitting · acme/web#537 · manual',
        conclusion: 'success',
      },
    };
    expect(readStartedBy('workflow_run', payload)).toMatchObject({ event: { type: 'run-finished' } });
  });

  test('is a person who asks', () => {
    expect(readStartedBy('workflow_dispatch', { sender: { login: 'mona' }, inputs: null })).toEqual({
      kind: 'event',
      subject: 'by-hand mona',
      event: { type: 'asked', by: 'by-hand mona' },
    });
  });

  test('is the clock, whose payload has no repository', () => {
    expect(readStartedBy('schedule', { schedule: '7,22,37,52 * * * *' })).toMatchObject({
      event: { type: 'asked', by: 'schedule' },
    });
  });

  test.each([
    ['issues', { action: 'opened', repository }],
    ['pull_request_target', { action: 'opened', repository }],
    ['release', { action: 'published', repository }],
    ['push', { repository, ref: 'refs/heads/main', forced: true, commits: [] }],
  ])('is nothing that an agent waits for, if it is %s %j', (name, payload) => {
    expect(readStartedBy(name, payload)).toMatchObject({ kind: 'skip', reason: 'no-trigger' });
  });

  test.each([[null], ['text'], [{ action: 'labeled', repository }]])('is invalid if it is %j', (payload) => {
    expect(readStartedBy('issues', payload)).toMatchObject({ kind: 'invalid' });
  });
});
