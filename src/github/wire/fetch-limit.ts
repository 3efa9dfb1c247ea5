/** Makes of a fetch one that gives up in time. */
export type FetchLimit = (send: typeof fetch) => typeof fetch;

/** GitHub itself gives up after ten seconds, and does not wait longer for the answer to a webhook. */
const LIMIT_MS = 10_000;

/**
 * One limit for every request, those included that mint tokens and take no signal from us.
 *
 * @param patience how many times longer than usual to wait.
 */
export function fetchLimit(patience = 1): FetchLimit {
  return (send) => (url, init) => {
    const limit = AbortSignal.timeout(LIMIT_MS * patience);
    return send(url, { ...init, signal: init?.signal ? AbortSignal.any([init.signal, limit]) : limit });
  };
}
