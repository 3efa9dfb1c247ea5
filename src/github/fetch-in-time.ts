/** A fetch that gives up, for clients whose requests take no signal from us: those that mint tokens by themselves. */
export function fetchInTime(timeoutMs: number, send: typeof fetch = fetch): typeof fetch {
  return (url, init) => {
    const timeout = AbortSignal.timeout(timeoutMs);
    return send(url, { ...init, signal: init?.signal ? AbortSignal.any([init.signal, timeout]) : timeout });
  };
}
