import { hostNotTrusted, tokenMissing } from '../core/text/checkout.ts';
import { createGitHub, type GitHub } from '../github/client.ts';
import { loadProxyFetch } from '../github/proxy-fetch.ts';
import type { CommandContext } from './command-context.ts';
import { Refusal } from './refusal.ts';

type Env = CommandContext['env'];

type Surroundings = Pick<CommandContext, 'env' | 'requestTimeoutMs'>;

/** Opens GitHub with the person's own token, as `gh` would. */
export async function connect(serverUrl: string, { env, requestTimeoutMs }: Surroundings): Promise<GitHub> {
  const apiUrl = apiUrlOf(serverUrl, env);
  const token = env['GH_TOKEN'] || env['GITHUB_TOKEN'];
  if (!token) throw new Refusal(tokenMissing);
  const fetch = hasProxy(env) ? await loadProxyFetch() : undefined;
  return createGitHub({
    token,
    apiUrl,
    userAgent: 'interlock-cli',
    ...(fetch && { fetch }),
    ...(requestTimeoutMs !== undefined && { timeoutMs: requestTimeoutMs }),
  });
}

/** A remote's address is no reason to send a token to its host: any other than github.com has to be named. */
export function apiUrlOf(serverUrl: string, env: Env): string {
  const { host } = new URL(serverUrl);
  if (host === 'github.com') return 'https://api.github.com';
  if (env['GH_HOST'] !== host) throw new Refusal(hostNotTrusted(host));
  return host.endsWith('.ghe.com') ? `https://api.${host}` : `${serverUrl}/api/v3`;
}

function hasProxy(env: Env): boolean {
  return Boolean(env['https_proxy'] ?? env['HTTPS_PROXY'] ?? env['http_proxy'] ?? env['HTTP_PROXY']);
}
