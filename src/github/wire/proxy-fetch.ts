/**
 * The `fetch` of GitHub's own toolkit, which goes through the proxy that a self-hosted runner is configured with
 * (`https_proxy`, `no_proxy`). Loaded only where there is one: it brings an HTTP client of 400 KB.
 */
export async function loadProxyFetch(): Promise<typeof fetch> {
  const { defaults } = await import('@actions/github/lib/utils');
  return defaults.request?.fetch as typeof fetch;
}
