import { existsSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import * as z from 'zod';
import { obstacles } from '../../core/text/isolation-message.ts';
import { takeBackScript } from '../owner-scripts.ts';
import { findRootPrefix, runScript } from '../run-script.ts';
import { WallError } from '../wall.ts';
import { openMetadataScript } from './metadata-rules.ts';
import { processesOf } from './processes-of.ts';

const ROUNDS = 500;
const PAUSE_MS = 10;

const traceSchema = z.object({ uid: z.int().positive(), folders: z.array(z.string()) });
type Trace = z.infer<typeof traceSchema>;

export function traceOf(trace: { readonly [K in keyof Trace]: Readonly<Trace[K]> }): string {
  return JSON.stringify(trace);
}

/** Our user and group. */
export function ourselves(): string {
  return `${process.geteuid?.()}:${process.getegid?.()}`;
}

/** What is left of a wall whose process was killed: ends its programs, opens its rules, and makes its folders ours. */
export async function removeLeftWall(left: string): Promise<void> {
  const { uid, folders } = traceSchema.parse(JSON.parse(left));
  const prefix = await findRootPrefix();
  if (!prefix) throw new WallError(obstacles.noRoot);
  await runScript(openMetadataScript, { prefix, args: [String(uid)] });
  for (let round = 0; processesOf(uid).length > 0; round += 1) {
    if (round === ROUNDS) throw new WallError(obstacles.outlived);
    await runScript('kill -KILL "$@"', { prefix, args: processesOf(uid).map(String) });
    await setTimeout(PAUSE_MS);
  }
  const args = [ourselves(), ...folders.filter((folder) => existsSync(folder))];
  if (args.length === 1) return;
  const run = await runScript(takeBackScript, { prefix, args });
  if (run.kind === 'failed') throw new WallError(obstacles.hands(run.complaint));
}
