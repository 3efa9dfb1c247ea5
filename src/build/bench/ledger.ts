import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Figure, FigureGroup } from './figure.ts';
import { type LifeEntry, livesOf } from './ledger-life.ts';

const IN_FLIGHT = 20;
const FINISHED = 10_000;
const EARLY = 100;
const CLONED = 1_000;

/** The state may name longer numbers later; it may not grow with what is finished. */
const FLAT = 1.05;

const git = promisify(execFile);

export const ledger: FigureGroup = {
  name: 'ledger',
  title: `The ledger, with ${IN_FLIGHT} items in flight and nothing going wrong`,
  measure: async () => [...stateFigures(), ...(await cloneFigures())],
};

function stateFigures(): readonly Figure[] {
  const early = largest(livesOf({ items: EARLY, inFlight: IN_FLIGHT }), EARLY);
  const late = largest(livesOf({ items: FINISHED, inFlight: IN_FLIGHT }), EARLY);
  return [
    { name: `state.json after ${EARLY} finished items`, value: early / 1024, unit: 'KB' },
    {
      name: `state.json after ${FINISHED} finished items`,
      value: late / 1024,
      unit: 'KB',
      aim: { atMost: (FLAT * early) / 1024 },
    },
  ];
}

/** Size of the largest of the last states, in bytes. */
function largest(lives: Iterable<LifeEntry>, last: number): number {
  const sizes: number[] = [];
  for (const { state } of lives) {
    sizes.push(Buffer.byteLength(JSON.stringify(state)));
    if (sizes.length > last) sizes.shift();
  }
  return Math.max(...sizes);
}

/** What the branch adds to a clone of the whole repository. Clones of one branch, as workflows make them, do not see it. */
async function cloneFigures(): Promise<readonly Figure[]> {
  const directory = await mkdtemp(join(tmpdir(), 'interlock-bench-'));
  try {
    await git('git', ['init', '--quiet', '--bare', directory]);
    const fastImport = spawn('git', ['-C', directory, 'fast-import', '--quiet'], {
      stdio: ['pipe', 'ignore', 'inherit'],
    });
    let time = 1_764_000_000;
    for (const { message, state } of livesOf({ items: CLONED, inFlight: IN_FLIGHT })) {
      time += 20;
      fastImport.stdin.write(commitOf(message, JSON.stringify(state, null, 2), time));
    }
    fastImport.stdin.end();
    await once(fastImport, 'exit');
    await git('git', ['-C', directory, 'gc', '--quiet']);
    const packs = join(directory, 'objects/pack');
    const files = (await readdir(packs)).filter((name) => name.endsWith('.pack'));
    const sizes = await Promise.all(files.map(async (name) => (await stat(join(packs, name))).size));
    const bytes = sizes.reduce((sum, size) => sum + size, 0);
    return [
      {
        name: `the branch in a whole clone, after ${CLONED} finished items`,
        value: bytes / 1024 ** 2,
        unit: 'MB',
      },
    ];
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

function commitOf(message: string, state: string, time: number): string {
  const data = (text: string): string => `data ${Buffer.byteLength(text)}\n${text}\n`;
  return `commit refs/heads/ledger\ncommitter Interlock <bench@localhost> ${time} +0000\n${data(message)}M 100644 inline state.json\n${data(state)}`;
}
