import { RequestError } from 'octokit';
import { describe, expect, test } from 'vitest';
import { ProviderError } from '../../../../src/core/provider-error.ts';
import { type RequestAttempt, translateError } from '../../../../src/github/wire/translate-error.ts';

const reading: RequestAttempt = { doing: 'read acme/web#538', missing: 'item-missing', kind: 'read' };
const writing: RequestAttempt = { ...reading, doing: 'comment on acme/web#538', kind: 'write' };

describe('an answer', () => {
  test('401 means bad credentials', () => {
    expect(translated(answer(401, 'Bad credentials'))).toMatchObject({
      reason: 'bad-credentials',
      status: 401,
      message: expect.stringMatching(/^Could not read acme\/web#538: Bad credentials\. Check the token/),
    });
  });

  test('403 names the permission that GitHub would accept, as a workflow spells it', () => {
    const error = translated(
      answer(403, 'Resource not accessible by integration', {
        'x-accepted-github-permissions': 'issues=write; pull_requests=write,contents=read',
      }),
      writing,
    );
    expect(error).toMatchObject({
      reason: 'permission-missing',
      requiredPermissions: ['issues: write', 'pull-requests: write and contents: read'],
      ambiguous: false,
    });
    expect(error.message).toContain('comment on acme/web#538');
    expect(error.message).toContain('`issues: write` or `pull-requests: write and contents: read`');
  });

  test('403 without a named permission says where permissions are granted', () => {
    expect(translated(answer(403, 'Repository was archived so is read-only.'))).toMatchObject({
      reason: 'permission-missing',
      requiredPermissions: [],
      message: expect.stringContaining('Repository was archived so is read-only. Grant the token'),
    });
  });

  test('403 for a pull request of Actions says what to switch on', () => {
    const error = translated(
      answer(403, 'GitHub Actions is not permitted to create or approve pull requests.'),
      writing,
    );
    expect(error.reason).toBe('permission-missing');
    expect(error.message).toContain('Allow GitHub Actions to create and approve pull requests');
    expect(error.message).toContain('Settings, Actions, General');
  });

  test.each([404, 410])('%i means what is missing there', (status) => {
    expect(translated(answer(status, 'Not Found'))).toMatchObject({ reason: 'item-missing', status });
    expect(translated(answer(status, 'Gone'), { ...reading, missing: 'workflow-missing' }).reason).toBe(
      'workflow-missing',
    );
  });

  test('422 means what the operation says it means', () => {
    const invalid = (text: string) => (text.includes('inputs') ? 'workflow-invalid' : 'answer-unexpected');
    expect(translated(answer(422, 'Unexpected inputs provided'), { ...writing, invalid }).reason).toBe(
      'workflow-invalid',
    );
    expect(translated(answer(422, 'Validation Failed'), writing).reason).toBe('answer-unexpected');
  });

  test('that lists errors is quoted with them, on one line and cut off', () => {
    const data = {
      message: 'Validation\nFailed',
      errors: [{ message: 'a branch is missing' }, 'x'.repeat(400)],
    };
    const { message } = translated(requestError(422, { data }), writing);
    expect(message).toContain('422 Validation Failed: a branch is missing: xxx');
    expect(message.length).toBeLessThan(500);
    const emoji = translated(answer(422, `x${'👍'.repeat(500)}`), writing);
    expect(emoji.message).toContain(`x${'👍'.repeat(149)}…`);
  });

  test.each([500, 502, 503])('%i of a read has no effect, of a write it may', (status) => {
    expect(translated(answer(status, 'oops'))).toMatchObject({
      reason: 'github-unavailable',
      status,
      ambiguous: false,
    });
    expect(translated(answer(status, 'oops'), writing)).toMatchObject({ ambiguous: true });
  });
});

describe('a rate limit', () => {
  test('secondary: says for how long', () => {
    for (const status of [403, 429]) {
      const error = translated(
        answer(status, 'You have exceeded a secondary rate limit.', { 'retry-after': '60' }),
        writing,
      );
      expect(error).toMatchObject({ reason: 'rate-limited', retryAfterSeconds: 60, ambiguous: false });
      expect(error.message).toContain('run it again in 60 s');
    }
  });

  test('primary: counts from the clock of the answer to the reset', () => {
    const error = translated(
      answer(403, 'API rate limit exceeded for installation ID 1.', {
        'x-ratelimit-remaining': '0',
        'x-ratelimit-reset': String(Date.parse('2026-11-23T12:30:00Z') / 1000),
        date: 'Mon, 23 Nov 2026 12:00:01 GMT',
      }),
    );
    expect(error).toMatchObject({ reason: 'rate-limited', retryAfterSeconds: 1799 });
    expect(error.message).toContain('run it again in 30 min');
  });

  test.each<[string, number, string, Record<string, string>]>([
    ['by its status', 429, 'Too many requests', {}],
    ['by its header', 403, 'Forbidden', { 'retry-after': '1' }],
    ['by what is left', 403, 'Forbidden', { 'x-ratelimit-remaining': '0' }],
    ['by its words', 403, 'You have exceeded a secondary rate limit', {}],
  ])('is known %s alone', (_, status, text, headers) => {
    expect(translated(answer(status, text, headers)).reason).toBe('rate-limited');
  });

  test('without a time says so without one', () => {
    const error = translated(answer(429, 'Too many requests'));
    expect(error.retryAfterSeconds).toBeUndefined();
    expect(error.message).toContain('run it again later');
  });

  test('in the past is over', () => {
    const headers = {
      'x-ratelimit-remaining': '0',
      'x-ratelimit-reset': '1',
      date: new Date(9e12).toUTCString(),
    };
    expect(translated(answer(403, 'API rate limit exceeded', headers)).retryAfterSeconds).toBe(0);
  });
});

describe('no answer', () => {
  test.each(['ECONNRESET', 'UND_ERR_SOCKET', 'ETIMEDOUT'])('(%s) leaves a write in doubt', (code) => {
    const error = translated(connectionError(code), writing);
    expect(error).toMatchObject({ reason: 'github-unavailable', ambiguous: true });
    expect(error.status).toBeUndefined();
    expect(error.message).toContain(code);
  });

  test.each(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN'])('(%s) means that nothing was sent', (code) => {
    expect(translated(connectionError(code), writing)).toMatchObject({
      reason: 'github-unavailable',
      ambiguous: false,
    });
  });

  test('of a read is never in doubt', () => {
    expect(translated(connectionError('ECONNRESET')).ambiguous).toBe(false);
  });
});

describe('what did not come from the wire', () => {
  test.each([new TypeError('x is not a function'), 'text', undefined, { status: 404 }])(
    'is handed back as it is, because it is a bug: %s',
    (bug) => {
      expect(translateError(bug, reading)).toBe(bug);
    },
  );

  test('was translated before, and stays as it is', () => {
    const error = new ProviderError({ reason: 'bad-credentials', message: 'no' });
    expect(translateError(error, reading)).toBe(error);
  });
});

test('keeps the cause', () => {
  const cause = answer(500, 'oops');
  expect(translated(cause).cause).toBe(cause);
});

function translated(error: unknown, attempt = reading): ProviderError {
  const result = translateError(error, attempt);
  if (!(result instanceof ProviderError)) throw new Error('was not translated', { cause: result });
  return result;
}

function answer(status: number, message: string, headers: Record<string, string> = {}): RequestError {
  return requestError(status, { headers, data: { message } });
}

function requestError(
  status: number,
  { headers = {}, data }: { readonly headers?: Record<string, string>; readonly data: unknown },
): RequestError {
  const url = 'https://api.github.com/repos/acme/web/issues/538';
  return new RequestError('see the response', status, {
    request: { method: 'GET', url, headers: {} },
    response: { status, url, headers, data },
  });
}

/** As fetch and Octokit wrap it. */
function connectionError(code: string): RequestError {
  const error = new RequestError('other side closed', 500, {
    request: { method: 'GET', url: 'https://api.github.com/', headers: {} },
  });
  error.cause = new TypeError('fetch failed', { cause: Object.assign(new Error(code), { code }) });
  return error;
}
