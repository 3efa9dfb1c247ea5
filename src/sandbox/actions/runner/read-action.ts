import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parse } from 'yaml';

import { Unsupported } from '../workflow/unsupported.ts';

/** What the runner needs of an `action.yml`. */
export interface ActionMetadata {
  name: string;
  inputs: Readonly<Record<string, ActionInput>>;
  /** Absolute. */
  main: string;
  post: string | undefined;
  /** Default `always()`. */
  postIf: string;
}

export interface ActionInput {
  default: string | undefined;
  required: boolean;
  deprecationMessage: string | undefined;
}

interface Manifest {
  name?: string;
  inputs?: Record<string, { default?: unknown; required?: boolean; deprecationMessage?: string } | null>;
  runs?: Record<string, unknown>;
}

const knownRuns = ['using', 'main', 'post', 'post-if'];

export async function readAction(directory: string): Promise<ActionMetadata> {
  const manifest = parse(await readManifest(directory)) as Manifest;
  const runs = manifest.runs ?? {};
  if (runs['using'] !== 'node24') {
    throw new Unsupported(
      `actions that run using ${String(runs['using'])} (GitHub runs node24; ${directory})`,
    );
  }
  const stranger = Object.keys(runs).find((key) => !knownRuns.includes(key));
  if (stranger !== undefined) throw new Unsupported(`\`runs.${stranger}\` of an action (${directory})`);
  if (typeof runs['main'] !== 'string') throw new Error(`${directory}/action.yml has no runs.main`);
  return {
    name: manifest.name ?? '',
    inputs: Object.fromEntries(
      Object.entries(manifest.inputs ?? {}).map(([name, input]) => [
        name,
        {
          default: input?.default === undefined || input.default === null ? undefined : String(input.default),
          required: input?.required ?? false,
          deprecationMessage: input?.deprecationMessage,
        },
      ]),
    ),
    main: resolve(directory, runs['main']),
    post: typeof runs['post'] === 'string' ? resolve(directory, runs['post']) : undefined,
    postIf: typeof runs['post-if'] === 'string' ? runs['post-if'] : 'always()',
  };
}

async function readManifest(directory: string): Promise<string> {
  for (const name of ['action.yml', 'action.yaml']) {
    const content = await readFile(join(directory, name), 'utf8').catch(() => undefined);
    if (content !== undefined) return content;
  }
  throw new Error(`Can't find 'action.yml' or 'action.yaml' under '${directory}'`);
}
