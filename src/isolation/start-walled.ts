import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { setTimeout } from 'node:timers/promises';
import { cut } from '../core/text/cut.ts';
import type { EngineProcess, ProcessExit, ProcessSpec } from './engine-process.ts';
import { SYSTEM_PATH } from './run-script.ts';

/** Between the request to stop and the end by force, which the wall's first process sees to. */
export const GRACE_SECONDS = 5;
/** After that we use force ourselves, and then give up. */
const FORCE_AFTER_MS = 10_000;
const GIVE_UP_AFTER_MS = 30_000;

export interface Launch {
  /** Directory of ours, for the files of each start. */
  readonly own: string;
  /** The command line that puts up the wall and starts the program behind it. `files` is the folder of this start. */
  readonly commandLine: (files: string, spec: ProcessSpec) => readonly [string, ...string[]];
  /** Ends by force what leads this group. */
  readonly force: (group: number) => Promise<void>;
  /** Whether nothing of what was started is left. */
  readonly isGone: (files: string) => Promise<boolean>;
  readonly onStart: ((group: number) => void) | undefined;
  /** How many times longer than usual it is waited. */
  readonly patience: number;
}

const NAME = /^[A-Za-z_]\w*$/;

/** Starts a program behind a wall. What only the program may know goes by files that nobody else can read. */
export function startWalled(spec: ProcessSpec, launch: Launch): EngineProcess {
  const unfit = Object.entries(spec.env).find(([name, value]) => !NAME.test(name) || value.includes('\0'));
  if (unfit) return notStarted(`${JSON.stringify(unfit[0])} cannot be a variable of its environment`);
  const files = mkdtempSync(join(launch.own, 'wall-'));
  const environment = Object.entries(spec.env).map(([name, value]) => `${name}=${value}\0`);
  for (const [name, content] of [
    ['environment', environment.join('')],
    ['input', spec.stdin ?? ''],
    ['report', ''],
  ] as const) {
    writeFileSync(join(files, name), content, { mode: 0o600 });
  }
  const [program, ...args] = launch.commandLine(files, spec);
  // The wall's commands have nothing of our environment. The program gets its own from the file.
  const child = spawn(program, args, {
    env: { PATH: SYSTEM_PATH },
    stdio: ['pipe', 'pipe', 'pipe'],
    detached: true,
  });
  child.stdin.on('error', () => undefined);
  if (child.pid !== undefined) launch.onStart?.(child.pid);
  const exit = exitOf(child, files);
  return { stdout: child.stdout, stderr: child.stderr, exit, end: () => end(child, { exit, files, launch }) };
}

interface Running {
  readonly exit: Promise<ProcessExit>;
  readonly files: string;
  readonly launch: Launch;
}

async function end(child: ChildProcess, { exit, files, launch }: Running): Promise<boolean> {
  child.stdin?.destroy();
  const { patience, force, isGone } = launch;
  const forced = new AbortController();
  const late = async (milliseconds: number): Promise<'late'> =>
    setTimeout(milliseconds * patience, 'late' as const, { signal: forced.signal, ref: false });
  try {
    const first = await Promise.race([exit, late(GRACE_SECONDS * 1000 + FORCE_AFTER_MS)]);
    if (first === 'late' && child.pid !== undefined) {
      await force(child.pid);
      await Promise.race([exit, late(GIVE_UP_AFTER_MS)]);
    }
  } finally {
    forced.abort();
  }
  return isGone(files);
}

async function exitOf(child: ChildProcess, files: string): Promise<ProcessExit> {
  try {
    const [code, signal] = (await once(child, 'exit')) as [number | null, NodeJS.Signals | null];
    const lines = readFileSync(join(files, 'report'), 'utf8').split('\n').filter(Boolean);
    const ready = lines.indexOf('ready');
    if (ready < 0) return { kind: 'not-started', detail: wallFailed(lines, code) };
    const after = lines.slice(ready + 1);
    if (after.length > 0) return { kind: 'not-started', detail: after.join(' ') };
    return signal ? { kind: 'killed', signal } : { kind: 'exited', code: code ?? 0 };
  } catch (error) {
    return { kind: 'not-started', detail: (error as Error).message };
  } finally {
    for (const name of ['environment', 'input']) rmSync(join(files, name), { force: true });
  }
}

function wallFailed(lines: readonly string[], code: number | null): string {
  const said = lines.at(-1) ?? `its script ended with ${code}`;
  return `the wall around it could not be put up: ${cut(said, 300)}`;
}

function notStarted(detail: string): EngineProcess {
  const empty = () => new PassThrough().end();
  return {
    stdout: empty(),
    stderr: empty(),
    exit: Promise.resolve({ kind: 'not-started', detail }),
    end: async () => true,
  };
}
