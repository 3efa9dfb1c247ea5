import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readEnvFile, requireWritable, writeCredentials } from '../../../src/app/setup/credentials-file.ts';

const app = {
  id: 7,
  clientId: 'Iv1',
  slug: 'interlock',
  url: 'https://github.com/apps/interlock',
  privateKey: '-----BEGIN RSA PRIVATE KEY-----\nabc\n-----END RSA PRIVATE KEY-----\n',
  webhookSecret: 'hush',
};

let folder = '';
let file = '';

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'interlock-env-'));
  file = join(folder, '.env');
});

afterEach(() => rm(folder, { recursive: true }));

test('what is written is read again, line breaks of the key included', async () => {
  await writeCredentials(file, app);
  expect(readEnvFile(file)).toEqual({
    APP_ID: '7',
    PRIVATE_KEY: app.privateKey.trim(),
    WEBHOOK_SECRET: 'hush',
    GITHUB_CLIENT_ID: 'Iv1',
  });
});

test('a file that is not there holds nothing', () => {
  expect(readEnvFile(file)).toEqual({});
});

test('the file can be read by its owner alone, even where it could be read by all before', async () => {
  await writeFile(file, 'PORT=80');
  await chmod(file, 0o644);
  // Left behind by one that was killed, for everybody to read.
  await writeFile(`${file}.new`, '', { mode: 0o644 });
  await writeCredentials(file, app);
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  expect(await readFile(file, 'utf8')).toMatch(/^PORT=80\n/);
  expect(await readdir(folder)).toEqual(['.env']);
});

test('a folder that cannot be written to is found before there is anything to write', () => {
  expect(() => requireWritable(file)).not.toThrow();
  expect(() => requireWritable(join(folder, 'missing', '.env'))).toThrow('ENOENT');
});
