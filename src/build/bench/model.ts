import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import * as z from 'zod';
import type { FigureGroup } from './figure.ts';

const ACTORS = 3;
const SECONDS = 6;
const SEED = 1;
/** By about as many characters the model names a state. */
const KEY_LENGTH = 60;

const resultSchema = z.object({
  states: z.int().positive(),
  seconds: z.number().positive(),
  /** How an invariant broke, if one did. */
  broken: z.string().optional(),
});

/** How fast the ledger's protocols are explored. A process of its own, so that nothing else's garbage is in its way. */
export const model: FigureGroup = {
  name: 'model',
  title: `The model with ${ACTORS} actors, for ${SECONDS} seconds`,
  measure: async (root) => {
    const options = ['--actors', ACTORS, '--seconds', SECONDS, '--seed', SEED].map(String);
    const run = [join(root, 'tests/model/run.ts'), ...options, '--json'];
    const { stdout } = await promisify(execFile)(process.execPath, run, { cwd: root });
    const { states, seconds, broken } = resultSchema.parse(JSON.parse(stdout));
    if (broken !== undefined) throw new Error(broken);
    const speed = states / seconds;
    const limit = rememberedInASecond(states);
    const name = 'every step judged, every state remembered';
    return [
      { name, value: states, unit: 'distinct states' },
      { name, value: Math.round(speed), unit: 'a second' },
      { name, value: (100 * speed) / limit, unit: '% of remembering alone' },
      {
        name: 'remembering as many names of states, and nothing else',
        value: Math.round(limit),
        unit: 'a second',
      },
    ];
  },
};

/** What no search that forgets nothing can be faster than: each state's name is looked up and kept. */
function rememberedInASecond(states: number): number {
  const visited = new Set<string>();
  const started = performance.now();
  for (let state = 0; state < states; state += 1) {
    const key = String(state).padStart(KEY_LENGTH, '0,');
    if (!visited.has(key)) visited.add(key);
  }
  return visited.size / ((performance.now() - started) / 1_000);
}
