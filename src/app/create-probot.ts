import { Probot, ProbotOctokit } from 'probot';
import { fetchInTime } from '../github/fetch-in-time.ts';
import type { Settings } from './environment.ts';

/** GitHub waits ten seconds for the answer to a webhook; a request that takes longer is of no use to it. */
const REQUEST_TIMEOUT_MS = 10_000;

interface PluginOptions {
  readonly throttle?: object;
  readonly retry?: object;
}

/**
 * Without the throttling and retry plugins, which space writes by seconds and sleep for minutes: a limit is answered to
 * GitHub as a failed delivery instead. Since Probot 14 only the function form of `defaults` switches them off.
 */
const PlainOctokit = ProbotOctokit.defaults((options: PluginOptions) => ({
  ...options,
  throttle: { ...options.throttle, enabled: false },
  retry: { ...options.retry, enabled: false },
}));

export async function createProbot(
  settings: Settings,
  requestTimeoutMs: number = REQUEST_TIMEOUT_MS,
  send: typeof fetch = fetch,
): Promise<Probot> {
  const probot = new Probot({
    appId: settings.appId,
    privateKey: settings.privateKey,
    secret: settings.webhookSecret,
    baseUrl: settings.apiUrl,
    logLevel: settings.logLevel,
    logFormat: 'json',
    Octokit: PlainOctokit,
    // Tokens are minted with this fetch too, which `src/github` cannot bound.
    request: { fetch: fetchInTime(requestTimeoutMs, send) },
  });
  return probot.ready();
}
