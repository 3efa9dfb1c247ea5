import { mkdir, rename, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { platformOf } from '../../src/engines/install/engine-cli.ts';
import { provideCli } from '../../src/engines/install/provide-cli.ts';
import { engines } from '../../src/engines/registry.ts';

/** Ignored by git. */
const TOOL_CACHE = fileURLToPath(new URL('../../.engines', import.meta.url));

/** The pinned program of an engine, by the product's own installer: what lies on PATH is another version. */
export async function installedProgram(name: keyof typeof engines): Promise<string> {
  const { cli } = engines[name];
  if (!cli) throw new Error(`${name} drives no program of its own`);
  await mkdir(TOOL_CACHE, { recursive: true });
  const provided = await provideCli(cli, {
    version: cli.pinned,
    platform: platformOf(process),
    toolCache: TOOL_CACHE,
    temporary: tmpdir(),
    env: process.env,
    patience: 1,
    signal: new AbortController().signal,
  });
  if (provided.kind === 'missing') throw new Error(provided.detail);
  return provided.program;
}

/** PATH with the pinned program on it, as a step in front of ours would have put it there. */
export async function pathWith(name: keyof typeof engines): Promise<string> {
  const program = await installedProgram(name);
  const folder = join(TOOL_CACHE, 'bin');
  await mkdir(folder, { recursive: true });
  const link = join(folder, `${name}-${process.pid}`);
  await symlink(program, link);
  // In one step: another worker does the same.
  await rename(link, join(folder, engines[name].cli?.command ?? name));
  return [folder, process.env['PATH'] ?? ''].join(delimiter);
}
