import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { EngineCli } from '../../../src/engines/install/engine-cli.ts';
import { type ProvideOptions, provideCli } from '../../../src/engines/install/provide-cli.ts';
import { PATIENCE } from '../../patience.ts';

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'provide-'));
});
afterEach(() => rm(directory, { recursive: true }));

const cli: EngineCli = {
  command: 'worker',
  pinned: '2.1.0',
  below: '3.0.0',
  packages: { 'linux-x64': { name: '@acme/worker', tag: 'linux-x64', program: 'bin/worker' } },
};

const INSTALLED = 'interlock-worker/2.1.0/linux-x64/bin/worker';

async function program(path: string, script: string): Promise<string> {
  const file = join(directory, path);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, `#!/bin/bash\n${script}\n`);
  await chmod(file, 0o755);
  return file;
}

/** An npm that lays out the package that it is asked for, and takes down how it was called. */
function npm(): Promise<string> {
  return program(
    'path/npm',
    `env | sort > ${directory}/npm-env
echo "$@" >> ${directory}/npm-calls
into=$3; mkdir -p $into/node_modules/@acme/worker/bin
echo 'echo 2.1.0' > $into/node_modules/@acme/worker/bin/worker`,
  );
}

function provide(options: Partial<ProvideOptions> = {}) {
  return provideCli(cli, {
    platform: 'linux-x64',
    toolCache: join(directory, 'cache'),
    temporary: directory,
    env: { PATH: `${join(directory, 'path')}:/usr/bin:/bin` },
    patience: PATIENCE,
    signal: new AbortController().signal,
    ...options,
  });
}

async function npmCalls(): Promise<number> {
  const calls = await readFile(join(directory, 'npm-calls'), 'utf8').catch(() => '');
  return calls.split('\n').filter((line) => line !== '').length;
}

test('a version on PATH that is driven is taken as it is', async () => {
  await npm();
  const worker = await program('path/worker', 'echo "2.4.1 (Worker)"');
  expect(await provide()).toEqual({ kind: 'ready', program: worker, version: '2.4.1', how: 'found' });
  expect(await npmCalls()).toBe(0);
});

test.each(['2.0.9', '3.0.0', 'no version at all'])(
  'in place of %s on PATH the pinned version is installed, into the tool cache',
  async (version) => {
    await npm();
    await program('path/worker', `echo "${version}"`);
    const installed = join(directory, 'cache', INSTALLED);
    expect(await provide()).toEqual({
      kind: 'ready',
      program: installed,
      version: '2.1.0',
      how: 'installed',
    });
    expect(await readFile(join(directory, 'npm-calls'), 'utf8')).toMatch(
      /--ignore-scripts .* @acme\/worker@2\.1\.0-linux-x64\n$/,
    );
  },
);

test('what an earlier run installed is taken again', async () => {
  await npm();
  await provide();
  expect(await provide()).toMatchObject({ kind: 'ready', how: 'kept' });
  expect(await npmCalls()).toBe(1);
});

test('what somebody changed since is installed anew', async () => {
  await npm();
  await provide();
  const installed = join(directory, 'cache', INSTALLED);
  await writeFile(installed, 'echo hostile');
  expect(await provide()).toMatchObject({ kind: 'ready', how: 'installed' });
  expect(await readFile(installed, 'utf8')).toBe('echo 2.1.0\n');
});

test('what the registry has, and is not what was tested, is not started', async () => {
  await npm();
  const packages = { 'linux-x64': { ...cli.packages['linux-x64'], digest: '00' } } as EngineCli['packages'];
  const options = { platform: 'linux-x64', toolCache: join(directory, 'cache'), temporary: directory };
  const env = { PATH: `${join(directory, 'path')}:/usr/bin:/bin` };
  const signal = new AbortController().signal;
  expect(await provideCli({ ...cli, packages }, { ...options, env, patience: PATIENCE, signal })).toEqual({
    kind: 'missing',
    detail: 'worker 2.1.0 as the registry has it is not the program that was tested',
  });
});

test('npm is told of registries and proxies, and of no secret', async () => {
  await npm();
  await provide({
    env: {
      PATH: `${join(directory, 'path')}:/usr/bin:/bin`,
      HOME: '/home/team',
      HTTPS_PROXY: 'http://proxy',
      npm_config_registry: 'https://registry',
      GITHUB_TOKEN: 'secret',
      ANTHROPIC_API_KEY: 'secret',
      NODE_AUTH_TOKEN: 'secret',
      npm_config__authToken: 'secret',
    },
  });
  const seen = await readFile(join(directory, 'npm-env'), 'utf8');
  expect(seen).toContain('HTTPS_PROXY=http://proxy\n');
  expect(seen).toContain('npm_config_registry=https://registry\n');
  expect(seen).toContain('NPM_CONFIG_USERCONFIG=/home/team/.npmrc\n');
  expect(seen).not.toContain('secret');
});

test('where npm fails, its words are the detail, and nothing is left behind', async () => {
  await program('path/npm', 'echo "E404: no such package" >&2; exit 1');
  const { kind, detail } = (await provide()) as { readonly kind: string; readonly detail: string };
  expect({ kind, detail }).toEqual({
    kind: 'missing',
    detail: 'worker 2.1.0 could not be installed: E404: no such package',
  });
});

test('where there is no package for the platform, a program that is too old is named', async () => {
  await program('path/worker', 'echo 2.0.9');
  expect(await provide({ platform: 'aix-ppc64' })).toEqual({
    kind: 'missing',
    detail: 'worker cannot be installed on aix-ppc64; on PATH is 2.0.9: install 2.1.0 in an earlier step',
  });
});

test('a configured version is taken exactly, or installed', async () => {
  await npm();
  await program('path/worker', 'echo 2.4.1');
  expect(await provide({ version: '2.4.1' })).toMatchObject({ version: '2.4.1', how: 'found' });
  expect(await provide({ version: '2.1.0' })).toMatchObject({ version: '2.1.0', how: 'installed' });
});

test('a configured version that is not driven is refused, and said which ones are', async () => {
  expect(await provide({ version: '1.9.0' })).toEqual({
    kind: 'missing',
    detail: 'worker 1.9.0 is not driven: name a version from 2.1.0 on and below 3.0.0',
  });
});
