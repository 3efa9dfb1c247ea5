import { readPatience } from '../core/patience.ts';
import { hostNotTrusted, tokenMissing } from '../core/text/checkout.ts';
import { patienceInvalid } from '../core/text/input-message.ts';
import { createGitHub, type GitHub } from '../github/wire/client.ts';
import { type FetchLimit, fetchLimit, loadProxyFetch } from '../github/wire/fetch-limit.ts';
import { CliRefusal, type CommandContext } from './command-context.ts';

type Env = CommandContext['env'];

type Surroundings = Pick<CommandContext, 'env' | 'requestLimit'>;

/** Opens GitHub with the person's own token, as `gh` would. */
export async function connect(serverUrl: string, surroundings: Surroundings): Promise<GitHub> {
  const { env } = surroundings;
  const apiUrl = apiUrlOf(serverUrl, env);
  const token = env['GH_TOKEN'] || env['GITHUB_TOKEN'];
  if (!token) throw new CliRefusal(tokenMissing);
  const fetch = hasProxy(env) ? await loadProxyFetch() : undefined;
  return createGitHub({
    token,
    apiUrl,
    userAgent: 'interlock-cli',
    ...(fetch && { fetch }),
    requestLimit: requestLimitOf(surroundings),
  });
}

export function requestLimitOf({ env, requestLimit }: Surroundings): FetchLimit {
  const patience = readPatience(env['INTERLOCK_PATIENCE']);
  if (patience === undefined) throw new CliRefusal(patienceInvalid(env['INTERLOCK_PATIENCE'] ?? ''));
  return requestLimit ?? fetchLimit(patience);
}

/** A remote's address is no reason to send a token to its host: any other than github.com has to be named. */
export function apiUrlOf(serverUrl: string, env: Env): string {
  const { host } = new URL(serverUrl);
  if (host === 'github.com') return 'https://api.github.com';
  if (env['GH_HOST'] !== host) throw new CliRefusal(hostNotTrusted(host));
  return host.endsWith('.ghe.com') ? `https://api.${host}` : `${serverUrl}/api/v3`;
}

function hasProxy(env: Env): boolean {
  return Boolean(env['https_proxy'] ?? env['HTTPS_PROXY'] ?? env['http_proxy'] ?? env['HTTP_PROXY']);
}
