import { createPrivateKey } from 'node:crypto';
import * as z from 'zod';

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
}

export type ReadSettings =
  | { readonly kind: 'valid'; readonly settings: Settings }
  | { readonly kind: 'invalid'; readonly message: string };

/** The names are Probot's own, so that what its documentation says of hosting holds here too. */
const environmentSchema = z.object({
  APP_ID: z
    .string('the number of the GitHub App, from its settings page')
    .regex(/^[1-9]\d{0,14}$/, 'a number: the "App ID" on the settings page of the GitHub App')
    .transform(Number),
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
    }),
  WEBHOOK_SECRET: z
    .string('the webhook secret of the GitHub App: set one on its settings page')
    .min(1, 'a webhook secret; without one anybody could send events'),
  PORT: z
    .string()
    .regex(/^\d{1,5}$/, 'a port number, or 0 for any free one')
    .transform(Number)
    .refine((port) => port <= 65_535, 'a port number, or 0 for any free one')
    .default(3000),
  // A server that nobody can reach receives no webhooks; containers have no other way in.
  HOST: z.string().min(1, 'an address to listen on').default('0.0.0.0'),
  LOG_LEVEL: z.enum(LOG_LEVELS, `one of ${LOG_LEVELS.join(', ')}`).default('info'),
  GHE_HOST: z
    .string()
    .regex(/^[\w.-]+(?::\d{1,5})?$/, 'the host of your GitHub Enterprise Server, without a scheme')
    .optional(),
  GHE_PROTOCOL: z.enum(['https', 'http'], 'https or http').default('https'),
});

/** Values are never part of the message: most of them are secrets. */
export function readEnvironment(environment: Readonly<Record<string, string | undefined>>): ReadSettings {
  // Shells and compose files turn an absent variable into an empty one.
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const parsed = environmentSchema.safeParse(given);
  if (!parsed.success) {
    const problems = parsed.error.issues.map(({ path, message }) => {
      const name = String(path[0]);
      return `  ${name}: found ${name in given ? 'something else' : 'nothing'}, expected ${message}`;
    });
    return {
      kind: 'invalid',
      message: `The environment is not complete:\n${problems.join('\n')}\nSet the variables and start again.`,
    };
  }
  const { data } = parsed;
  return {
    kind: 'valid',
    settings: {
      appId: data.APP_ID,
      privateKey: data.PRIVATE_KEY,
      webhookSecret: data.WEBHOOK_SECRET,
      host: data.HOST,
      port: data.PORT,
      logLevel: data.LOG_LEVEL,
      apiUrl: data.GHE_HOST ? `${data.GHE_PROTOCOL}://${data.GHE_HOST}/api/v3` : 'https://api.github.com',
    },
  };
}

/** PEM as it is, with `\n` written out as most secret stores do, or in base64. */
function readPem(text: string): string | undefined {
  const candidates = [text.replaceAll('\\n', '\n'), Buffer.from(text, 'base64').toString('utf8')];
  return candidates.map((candidate) => candidate.trim()).find(isRsaKey);
}

function isRsaKey(pem: string): boolean {
  try {
    return createPrivateKey(pem).asymmetricKeyType === 'rsa';
  } catch {
    return false;
  }
}
