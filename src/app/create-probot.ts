import { Probot, ProbotOctokit } from 'probot';
import type { FetchLimit } from '../github/wire/fetch-limit.ts';
import type { Settings } from './environment.ts';

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
  requestLimit: FetchLimit,
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
    request: { fetch: requestLimit(send) },
  });
  return probot.ready();
}
