import { type ChildProcess, spawn } from 'node:child_process';
import type { Readable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';

export interface ProcessOptions {
  command: string;
  args: readonly string[];
  cwd: string;
  env: Readonly<Record<string, string>>;
  onLine: (line: string) => void;
  /** Aborted: the process is asked to end, and made to when it does not. */
  cancel: AbortSignal;
  /** Aborted: it is killed at once. */
  kill: AbortSignal;
  grace: Grace;
  /** Process groups started so far, so that the job can clear away what its steps left behind. */
  groups: Set<number>;
}

/** Milliseconds that a cancelled process gets after SIGINT, and then after SIGTERM. */
export interface Grace {
  interrupt: number;
  terminate: number;
}

/** The runner's own, and that of a more patient one. */
export const graceOf = (patience: number): Grace => ({
  interrupt: 7_500 * patience,
  terminate: 2_500 * patience,
});

/** A process of its own group. Resolves with its exit code, or undefined when a signal ended it. */
export function runProcess(options: ProcessOptions): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const child = spawn(options.command, [...options.args], {
      cwd: options.cwd,
      env: { ...options.env },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
    if (child.pid !== undefined) options.groups.add(child.pid);
    const stopEnding = endOnCancel(child, options);
    const flush = [readLines(child.stdout, options.onLine), readLines(child.stderr, options.onLine)];
    child.on('error', (cause) => {
      stopEnding();
      reject(new Error(`could not start ${options.command}`, { cause }));
    });
    child.on('exit', () => {
      stopEnding();
      // What a step leaves in the background may keep its output open for ever. What the step itself wrote is read.
      void whatIsWritten(child.stdout, child.stderr).then(() => {
        child.stdout.destroy();
        child.stderr.destroy();
      });
    });
    child.on('close', (code) => {
      for (const one of flush) one();
      resolve(code ?? undefined);
    });
  });
}

/** Resolves when a whole turn of the event loop has brought nothing more: then nothing more lies in the pipes. */
async function whatIsWritten(...streams: readonly Readable[]): Promise<void> {
  let isQuiet = false;
  const onData = (): void => {
    isQuiet = false;
  };
  for (const stream of streams) stream.on('data', onData);
  // One that leaves somebody behind who writes without end is read for so many turns.
  for (let turn = 0; turn < 1_000 && !isQuiet; turn++) {
    isQuiet = true;
    await setImmediate();
    await setImmediate();
  }
}

function endOnCancel(child: ChildProcess, { cancel, kill, grace }: ProcessOptions): () => void {
  const timers: NodeJS.Timeout[] = [];
  const killAll = () => killGroup(child.pid);
  const onCancel = () => {
    child.kill('SIGINT');
    timers.push(
      setTimeout(() => child.kill('SIGTERM'), grace.interrupt),
      setTimeout(killAll, grace.interrupt + grace.terminate),
    );
  };
  cancel.addEventListener('abort', onCancel, { once: true });
  kill.addEventListener('abort', killAll, { once: true });
  if (cancel.aborted) onCancel();
  if (kill.aborted) killAll();
  return () => {
    cancel.removeEventListener('abort', onCancel);
    kill.removeEventListener('abort', killAll);
    for (const timer of timers) clearTimeout(timer);
  };
}

export function killGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // Nobody of the group is left.
  }
}

function readLines(stream: NodeJS.ReadableStream, onLine: (line: string) => void): () => void {
  let rest = '';
  stream.setEncoding('utf8');
  stream.on('data', (chunk: string) => {
    const lines = (rest + chunk).split(/\r?\n/);
    rest = lines.pop() ?? '';
    for (const line of lines) onLine(line);
  });
  return () => {
    if (rest !== '') onLine(rest);
    rest = '';
  };
}
