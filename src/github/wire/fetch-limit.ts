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

/**
 * The `fetch` of GitHub's own toolkit, which goes through the proxy that a self-hosted runner is configured with
 * (`https_proxy`, `no_proxy`). Loaded only where there is one: it brings an HTTP client of 400 KB.
 */
export async function loadProxyFetch(): Promise<typeof fetch> {
  const { defaults } = await import('@actions/github/lib/utils');
  return defaults.request?.fetch as typeof fetch;
}
