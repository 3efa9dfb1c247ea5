import { ProviderError } from '../../core/provider-error.ts';
import type { Reason } from '../../core/reasons.ts';
import {
  actionsMayNotCreatePullRequests,
  badCredentials,
  clockWrong,
  forbiddenByRule,
  noAnswer,
  permissionMissing,
  rateLimited,
  refusedByGitHub,
} from '../../core/text/github-error.ts';
import { parseWireError, type WireError } from './wire-error.ts';

export interface RequestAttempt {
  /** Completes "Could not ...": "read acme/web#538". */
  readonly doing: string;
  /** What a 404 or 410 means here. */
  readonly missing: Reason;
  /** What a 422 means here, by what GitHub says. */
  readonly invalid?: (answer: string) => Reason;
  readonly kind: 'read' | 'write';
}

type Response = NonNullable<WireError['response']>;

/** The one translation of Octokit's errors. What did not come from the wire is returned as it is. */
export function translateError(error: unknown, attempt: RequestAttempt): unknown {
  if (error instanceof ProviderError) return error;
  const wire = parseWireError(error);
  if (!wire) return error;
  const { response } = wire;
  if (!response || response.status >= 500) {
    return new ProviderError({
      reason: 'github-unavailable',
      message: noAnswer(attempt.doing, response ? `${response.status} ${response.text}`.trim() : wire.code),
      ...(response && { status: response.status }),
      ambiguous: attempt.kind === 'write' && !NEVER_SENT.has(wire.code),
      cause: error,
    });
  }
  return new ProviderError({ ...translateAnswer(response, attempt), status: response.status, cause: error });
}

/** The connection never came about, so nothing can have taken effect. */
const NEVER_SENT: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ERR_INVALID_URL',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/** What GitHub says of a token that an App has signed with a time of its own. */
const CLOCK_IS_WRONG = /'(?:Issued at|Expiration time)' claim/;

function translateAnswer(response: Response, attempt: RequestAttempt) {
  const { status, text } = response;
  const { doing } = attempt;
  if (status === 401 && CLOCK_IS_WRONG.test(text)) {
    return { reason: 'bad-credentials' as const, message: clockWrong(doing, text, response.headers.date) };
  }
  if (status === 401) return { reason: 'bad-credentials' as const, message: badCredentials(doing, text) };
  if (isRateLimit(response)) {
    const seconds = secondsToWait(response.headers);
    return {
      reason: 'rate-limited' as const,
      message: rateLimited(doing, text, seconds),
      ...(seconds !== undefined && { retryAfterSeconds: seconds }),
    };
  }
  if (/not permitted to create or approve pull requests/i.test(text)) {
    return { reason: 'permission-missing' as const, message: actionsMayNotCreatePullRequests(doing) };
  }
  if (/^repository rule violations found/i.test(text)) {
    return { reason: 'permission-missing' as const, message: forbiddenByRule(doing, text) };
  }
  if (status === 403) {
    const requiredPermissions = acceptedPermissions(response);
    return {
      reason: 'permission-missing' as const,
      message: permissionMissing(doing, text, requiredPermissions),
      requiredPermissions,
    };
  }
  const reason = reasonFor(response, attempt);
  return { reason, message: refusedByGitHub(doing, `${status} ${text}`.trim(), reason) };
}

function reasonFor({ status, text }: Response, { missing, invalid }: RequestAttempt): Reason {
  if (status === 404 || status === 410) return missing;
  return (status === 422 && invalid?.(text)) || 'answer-unexpected';
}

/**
 * Primary and secondary limits both come as 403 or 429:
 * https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api
 */
function isRateLimit({ status, headers, text }: Response): boolean {
  if (status === 429) return true;
  if (status !== 403) return false;
  return 'retry-after' in headers || headers['x-ratelimit-remaining'] === '0' || /rate limit/i.test(text);
}

/** Counted from GitHub's own clock, which the answer carries. */
export function secondsToWait(headers: Response['headers']): number | undefined {
  const retryAfter = Number(headers['retry-after']);
  if (Number.isFinite(retryAfter)) return retryAfter;
  const seconds = Number(headers['x-ratelimit-reset']) - Date.parse(headers.date ?? '') / 1000;
  return Number.isFinite(seconds) ? Math.max(0, Math.ceil(seconds)) : undefined;
}

/** `issues=write; pull_requests=write` names alternatives. Each may need several permissions. */
function acceptedPermissions({ headers }: Response): readonly string[] {
  return (headers['x-accepted-github-permissions'] ?? '')
    .split(';')
    .map((alternative) =>
      alternative
        .split(',')
        .map((one) => one.trim().replace('=', ': ').replaceAll('_', '-'))
        .filter(Boolean)
        .join(' and '),
    )
    .filter(Boolean);
}
