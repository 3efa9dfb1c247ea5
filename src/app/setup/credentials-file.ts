import { accessSync, constants, readFileSync } from 'node:fs';
import { rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { parseEnv } from 'node:util';
import type { RegisteredApp } from '../../github/apps/register-app.ts';

/** Variables by name, as they stand in the file; none if there is no such file. */
export function readEnvFile(path: string): Readonly<Record<string, string>> {
  const text = readIfThere(path);
  return text === undefined ? {} : (parseEnv(text) as Record<string, string>);
}

/** Throws if the credentials could not be written there: to find it out when the key has been handed out is too late. */
export function requireWritable(path: string): void {
  accessSync(dirname(path), constants.W_OK);
}

/** The names are Probot's. */
export function credentialsOf(app: RegisteredApp): Readonly<Record<string, string>> {
  return {
    APP_ID: String(app.id),
    PRIVATE_KEY: app.privateKey.trim(),
    WEBHOOK_SECRET: app.webhookSecret,
    GITHUB_CLIENT_ID: app.clientId,
  };
}

/** Adds them to the file, which nobody but its owner may read from then on. It is there as a whole or as it was. */
export async function writeCredentials(path: string, app: RegisteredApp): Promise<void> {
  const before = readIfThere(path) ?? '';
  const lines = Object.entries(credentialsOf(app)).map(
    ([name, value]) => `${name}=${value.includes('\n') ? `"${value.replaceAll('\n', '\\n')}"` : value}`,
  );
  const text = `${before}${before === '' || before.endsWith('\n') ? '' : '\n'}# ${app.url}
${lines.join('\n')}
`;
  const temporary = `${path}.new`;
  // What is there already keeps its mode when it is written to.
  await rm(temporary, { force: true });
  await writeFile(temporary, text, { mode: 0o600, flag: 'wx' });
  await rename(temporary, path);
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}
