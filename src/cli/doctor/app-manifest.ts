import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import * as z from 'zod';
import type { AppManifest } from '../../doctor/subject.ts';

const manifestSchema = z
  .object({ default_permissions: z.record(z.string(), z.string()), default_events: z.array(z.string()) })
  .transform((raw): AppManifest => ({ permissions: raw.default_permissions, events: raw.default_events }));

export async function readAppManifest(programRoot: string): Promise<AppManifest> {
  return manifestSchema.parse(parse(await readFile(join(programRoot, 'app.yml'), 'utf8')));
}
