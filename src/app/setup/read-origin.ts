const LOOPBACK = /^(?:127\.0\.0\.1|localhost|\[::1\])(?::\d{1,5})?$/;

/** Whether a URL means the machine itself, which nobody else reaches by it. */
export function isLoopback(url: string): boolean {
  const { hostname } = new URL(url);
  return hostname === 'localhost' || hostname === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(hostname);
}

/**
 * The address that a browser has for this server, by the `Host` that it sent: this machine, or the configured public one.
 * Whatever else leads here is no name of ours: a page of somebody else could have made its own name mean this machine.
 */
export function readOrigin(host: string | undefined, publicUrl: string | undefined): string | undefined {
  if (host === undefined) return undefined;
  if (publicUrl !== undefined && new URL(publicUrl).host === host.toLowerCase()) return publicUrl;
  return LOOPBACK.test(host) ? `http://${host}` : undefined;
}
