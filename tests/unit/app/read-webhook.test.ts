import { expect, test } from 'vitest';
import { readWebhook } from '../../../src/app/decide.ts';

const payload = {
  repository: { id: 1, name: 'web', owner: { login: 'acme' }, default_branch: 'main' },
  ref: 'refs/heads/topic',
  forced: false,
  commits: [],
};

test('a webhook is read like the event that it is', () => {
  expect(readWebhook('push', { ...payload, installation: { id: 7 } })).toMatchObject({ kind: 'skip' });
});

test('a webhook without an installation is invalid: nothing could be done about it', () => {
  expect(readWebhook('push', payload)).toEqual({
    kind: 'invalid',
    detail: expect.stringContaining('installation'),
  });
});
