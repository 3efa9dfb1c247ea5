import type { Reason } from '../core/reasons.ts';

export type ProviderName = 'anthropic' | 'openai' | 'gemini';

/** The key of a model's provider, and the server that takes it. */
export interface ModelAccess {
  readonly provider: ProviderName;
  readonly key: string;
  /** `subscription`: the token of a Claude subscription, which is billed in tokens and not in money. */
  readonly keyKind: 'api-key' | 'subscription';
  /** Without a slash at its end. */
  readonly baseUrl: string;
}

export type ModelAccessReading =
  | { readonly kind: 'found'; readonly access: ModelAccess }
  | ModelAccessRefusal;

export interface ModelAccessRefusal {
  readonly kind: 'refused';
  readonly reason: Extract<Reason, 'model-access-invalid'>;
  /** Names the variables, and never a value. */
  readonly detail: string;
}

interface Variables {
  readonly keys: readonly [string, ...string[]];
  readonly subscription?: string;
  readonly baseUrls: readonly [string, ...string[]];
  readonly officialUrl: string;
  /** How this provider's keys begin, so that one under the wrong name is told from one that is wrong. */
  readonly prefix: string | undefined;
}

const variables: Readonly<Record<ProviderName, Variables>> = {
  anthropic: {
    keys: ['ANTHROPIC_API_KEY'],
    subscription: 'CLAUDE_CODE_OAUTH_TOKEN',
    baseUrls: ['ANTHROPIC_BASE_URL'],
    officialUrl: 'https://api.anthropic.com',
    prefix: 'sk-ant-',
  },
  openai: {
    keys: ['OPENAI_API_KEY'],
    baseUrls: ['OPENAI_BASE_URL'],
    officialUrl: 'https://api.openai.com/v1',
    prefix: undefined,
  },
  gemini: {
    keys: ['GEMINI_API_KEY', 'GOOGLE_API_KEY'],
    baseUrls: ['GOOGLE_GEMINI_BASE_URL'],
    officialUrl: 'https://generativelanguage.googleapis.com',
    prefix: undefined,
  },
};

/** How Anthropic's tokens of a subscription begin. */
const SUBSCRIPTION_PREFIX = 'sk-ant-oat';

/** Every key of a provider that the step has, the one in use and others: none of them may reach an engine. */
export function keysOf(
  provider: ProviderName,
  env: Readonly<Record<string, string | undefined>>,
): readonly string[] {
  return keyVariablesOf(provider).flatMap((name) => env[name]?.trim() || []);
}

/** The variables of a provider that hold its key, the usual one first. */
export function keyVariablesOf(provider: ProviderName): readonly [string, ...string[]] {
  const { keys, subscription } = variables[provider];
  return subscription ? [...keys, subscription] : keys;
}

/** By which variables a provider is reached, and at which server without them. */
export function accessVariablesOf(provider: ProviderName): Omit<Variables, 'prefix'> {
  return variables[provider];
}

/**
 * Reads the key and the server from the variables that the provider's own tools read. A key that is evidently another
 * provider's is refused before it is sent anywhere.
 */
export function readModelAccess(
  provider: ProviderName,
  env: Readonly<Record<string, string | undefined>>,
): ModelAccessReading {
  const { baseUrls, officialUrl } = variables[provider];
  const name = keyVariablesOf(provider).find((one) => env[one]?.trim());
  const key = name === undefined ? undefined : env[name]?.trim();
  if (name === undefined || key === undefined) return refused(whyMissing(provider, env));
  const wrong = whyNotKeyOf(provider, name, key);
  if (wrong !== undefined) return refused(wrong);
  const urlName = baseUrls.find((one) => env[one]?.trim()) ?? baseUrls[0];
  const baseUrl = readBaseUrl(env[urlName]?.trim() || officialUrl);
  if (baseUrl === undefined)
    return refused(
      `\`${urlName}\` is not an address of a server: expected https://HOST, optionally with a path.`,
    );
  const keyKind = name === variables[provider].subscription ? 'subscription' : 'api-key';
  return { kind: 'found', access: { provider, key, keyKind, baseUrl } };
}

function refused(detail: string): ModelAccessRefusal {
  return { kind: 'refused', reason: 'model-access-invalid', detail };
}

function whyMissing(provider: ProviderName, env: Readonly<Record<string, string | undefined>>): string {
  const names = keyVariablesOf(provider).map((one) => `\`${one}\``);
  const isEmpty = keyVariablesOf(provider).some((one) => env[one] !== undefined);
  const found = isEmpty ? 'The key is empty, as it is when the secret does not exist' : 'There is no key';
  return `${found}: pass ${names.join(' or ')} to the step, from a secret of the repository or its environment.`;
}

function whyNotKeyOf(provider: ProviderName, name: string, key: string): string | undefined {
  // A header takes nothing else, and a line break in a pasted secret is a common accident.
  if (!/^[\x21-\x7e]+$/.test(key))
    return `\`${name}\` holds blanks, line breaks or other characters that no key has.`;
  const { subscription, prefix } = variables[provider];
  const isSubscription = key.startsWith(SUBSCRIPTION_PREFIX);
  if (isSubscription && provider === 'anthropic' && name !== subscription)
    return `\`${name}\` holds the token of a subscription: pass it as \`${subscription}\`.`;
  if (!isSubscription && name === subscription)
    return `\`${name}\` does not hold the token of a subscription, as \`claude setup-token\` makes it.`;
  const owner = Object.entries(variables).find(([, other]) => other.prefix && key.startsWith(other.prefix));
  if (owner && owner[0] !== provider && prefix === undefined)
    return `\`${name}\` holds a key of ${owner[0]}, not of ${provider}.`;
  return undefined;
}

function readBaseUrl(text: string): string | undefined {
  if (!URL.canParse(text)) return undefined;
  const { protocol, username, password, search, hash, origin, pathname } = new URL(text);
  const isPlain = username === '' && password === '' && search === '' && hash === '';
  if (!isPlain || (protocol !== 'https:' && protocol !== 'http:')) return undefined;
  return `${origin}${pathname.replace(/\/+$/, '')}`;
}
