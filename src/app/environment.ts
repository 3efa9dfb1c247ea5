import { createPrivateKey } from 'node:crypto';
import * as z from 'zod';
import { patienceSchema } from '../core/patience.ts';

export const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace'] as const;

export interface Settings {
  readonly appId: number;
  /** PEM. */
  readonly privateKey: string;
  readonly webhookSecret: string;
  readonly host: string;
  /** 0: any free port. */
  readonly port: number;
  readonly logLevel: (typeof LOG_LEVELS)[number];
  /** `https://api.github.com`, or `https://HOST/api/v3` of a GitHub Enterprise Server. */
  readonly apiUrl: string;
  /** How many times longer than usual to wait for others. */
  readonly patience: number;
}

/** What the set-up needs, before there is an App. */
export interface SetupSettings extends Pick<Settings, 'host' | 'port' | 'logLevel' | 'apiUrl' | 'patience'> {
  /** Where GitHub reaches the server, without a path. */
  readonly publicUrl: string | undefined;
  /** The page of GitHub that takes a manifest. */
  readonly newAppUrl: string;
}

export type ReadSettings =
  | { readonly kind: 'valid'; readonly settings: Settings }
  /** Nothing is said about an App. */
  | { readonly kind: 'unregistered'; readonly settings: SetupSettings }
  | { readonly kind: 'invalid'; readonly message: string };

const port = 'a port number, or 0 for any free one';
const account = 'the name of an organization';
const origin = 'an address without a path, for example https://interlock.example.com';

/** The names are Probot's own where it has them, so that what its documentation says of hosting holds here too. */
export const environmentSchema = z.object({
  APP_ID: z
    .string('the number of the GitHub App, from its settings page')
    .regex(/^[1-9]\d{0,14}$/, 'a number: the "App ID" on the settings page of the GitHub App')
    .transform(Number)
    .describe('the "App ID" on the settings page of the App'),
  PRIVATE_KEY: z
    .string('the private key of the GitHub App (PEM, or base64 of it): generate one on its settings page')
    .transform((text, context) => {
      const key = readPem(text);
      if (key) return key;
      context.addIssue({
        code: 'custom',
        message: 'an RSA private key: the content of the .pem file that GitHub gave you, or base64 of it',
      });
      return z.NEVER;
    })
    .describe('the content of the `.pem` file of the App, also with `\\n` for line breaks, or base64 of it'),
  WEBHOOK_SECRET: z
    .string('the webhook secret of the GitHub App: set one on its settings page')
    .min(1, 'a webhook secret; without one anybody could send events')
    .describe('the webhook secret of the App'),
  PORT: z
    .string()
    .regex(/^\d{1,5}$/, port)
    .transform(Number)
    .refine((number) => number <= 65_535, port)
    .default(3000)
    .describe('the port to listen on, 0 for any free one'),
  HOST: z
    .string()
    .min(1, 'an address to listen on')
    .optional()
    .describe('the address to listen on. Default: every address; for the set-up, this machine alone'),
  LOG_LEVEL: z
    .enum(LOG_LEVELS, `one of ${LOG_LEVELS.join(', ')}`)
    .default('info')
    .describe(
      `${LOG_LEVELS.map((level) => `\`${level}\``).join(', ')}. Decisions are \`info\`, failed ones \`warn\``,
    ),
  GHE_HOST: z
    .string()
    .regex(/^[\w.-]+(?::\d{1,5})?$/, 'the host of your GitHub Enterprise Server, without a scheme')
    .optional()
    .describe('the host of your GitHub Enterprise Server, without a scheme'),
  GHE_PROTOCOL: z.enum(['https', 'http'], 'https or http').default('https').describe('its protocol'),
  PUBLIC_URL: z
    .url({ protocol: /^https?$/, error: origin })
    .refine((url) => new URL(url).href === `${new URL(url).origin}/`, origin)
    .transform((url) => new URL(url).origin)
    .optional()
    .describe(
      'for the set-up: the address without a path by which GitHub reaches the server. Default: the one in your browser',
    ),
  GH_ORG: z
    .string()
    .regex(/^[\w-]+$/, account)
    .optional()
    .describe(
      'for the set-up: the organization that is to own the App. Default: the account that is signed in',
    ),
  INTERLOCK_PATIENCE: patienceSchema.describe(
    'for a slow network: how many times longer than usual to wait for an answer, ten seconds for most',
  ),
});

/** Whose absence means that there is no App yet. */
const OF_APP = ['APP_ID', 'PRIVATE_KEY', 'WEBHOOK_SECRET'] as const;

const setupSchema = environmentSchema.omit({ APP_ID: true, PRIVATE_KEY: true, WEBHOOK_SECRET: true });

type Given = Readonly<Record<string, string | undefined>>;

/** Values are never part of the message: most of them are secrets. */
export function readEnvironment(environment: Given): ReadSettings {
  // Shells and compose files turn an absent variable into an empty one.
  const given: Given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  if (OF_APP.every((name) => given[name] === undefined)) return readSetup(given);
  const parsed = environmentSchema.safeParse(given);
  if (!parsed.success) return invalid(parsed.error, given);
  const { data } = parsed;
  return {
    kind: 'valid',
    settings: {
      appId: data.APP_ID,
      privateKey: data.PRIVATE_KEY,
      webhookSecret: data.WEBHOOK_SECRET,
      // A server that nobody can reach receives no webhooks; containers have no other way in.
      host: data.HOST ?? '0.0.0.0',
      port: data.PORT,
      logLevel: data.LOG_LEVEL,
      apiUrl: addressesOf(data).api,
      patience: data.INTERLOCK_PATIENCE,
    },
  };
}

function readSetup(given: Given): ReadSettings {
  const parsed = setupSchema.safeParse(given);
  if (!parsed.success) return invalid(parsed.error, given);
  const { data } = parsed;
  const { api, web } = addressesOf(data);
  return {
    kind: 'unregistered',
    settings: {
      // The first person who opens the page decides which App this server is, so only this machine may reach it by
      // default.
      host: data.HOST ?? '127.0.0.1',
      port: data.PORT,
      logLevel: data.LOG_LEVEL,
      apiUrl: api,
      patience: data.INTERLOCK_PATIENCE,
      publicUrl: data.PUBLIC_URL,
      newAppUrl: `${web}${data.GH_ORG ? `/organizations/${data.GH_ORG}` : ''}/settings/apps/new`,
    },
  };
}

function addressesOf({ GHE_HOST: host, GHE_PROTOCOL: protocol }: z.infer<typeof setupSchema>) {
  if (!host) return { api: 'https://api.github.com', web: 'https://github.com' };
  return { api: `${protocol}://${host}/api/v3`, web: `${protocol}://${host}` };
}

function invalid(error: z.ZodError, given: Given): ReadSettings {
  const problems = error.issues.map(({ path, message }) => {
    const name = String(path[0]);
    return `  ${name}: found ${name in given ? 'something else' : 'nothing'}, expected ${message}`;
  });
  return {
    kind: 'invalid',
    message: `The environment is not complete:\n${problems.join('\n')}\nSet the variables and start again.`,
  };
}

/** PEM as it is, with `\n` written out as most secret stores do, or in base64. */
function readPem(text: string): string | undefined {
  // Docker passes on the quotes of a file of variables.
  const unquoted = text.trim().replace(/^"(.*)"$/s, '$1');
  const candidates = [unquoted.replaceAll('\\n', '\n'), Buffer.from(text, 'base64').toString('utf8')];
  return candidates.map((candidate) => candidate.trim()).find(isRsaKey);
}

function isRsaKey(pem: string): boolean {
  try {
    return createPrivateKey(pem).asymmetricKeyType === 'rsa';
  } catch {
    return false;
  }
}
