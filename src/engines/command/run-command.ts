import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { EngineResult, EngineTask } from '../engine.ts';
import { endMarked } from './end-marked.ts';

/** Between the request to stop and the end by force. */
const GRACE_MS = 5_000;
/** What a process that left the group may hold open is not waited for longer than this. */
const DRAIN_MS = 1_000;

/**
 * The engine `command`: runs one command by `bash -c`, as the leader of a process group of its own, so that what it
 * started ends with it. What left the group is looked for and ended too, unless it hides: its files are read next.
 */
export async function runCommand(command: string, task: EngineTask): Promise<EngineResult> {
  const timeout = AbortSignal.timeout(task.timeoutMs);
  const stop = AbortSignal.any([timeout, task.signal]);
  if (stop.aborted) return { kind: 'cancelled' };
  const child = spawn('bash', ['-c', command], {
    cwd: task.checkout,
    env: task.env,
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  if (child.pid !== undefined) task.onStart?.(child.pid);
  child.stdout.pipe(task.output, { end: false });
  child.stderr.pipe(task.output, { end: false });
  const closed = once(child, 'close');
  closed.catch(() => undefined);
  const onStop = (): void => endGroup(child, GRACE_MS * task.patience);
  stop.addEventListener('abort', onStop);
  try {
    const [code, signal] = (await once(child, 'exit')) as [number | null, NodeJS.Signals | null];
    killGroup(child, 'SIGKILL');
    const isAlone = await endMarked(`${task.mark}=${task.env[task.mark]}`, task.patience);
    await drained(closed, child, DRAIN_MS * task.patience);
    if (task.signal.aborted) return { kind: 'cancelled' };
    if (timeout.aborted) return { kind: 'timed-out' };
    if (!isAlone) return { kind: 'failed', detail: 'a process that it started cannot be ended' };
    if (code === 0) return { kind: 'finished' };
    return { kind: 'failed', detail: signal ? `ended by ${signal}` : `exit code ${code}` };
  } catch (error) {
    return { kind: 'failed', detail: `cannot be started: ${(error as Error).message}` };
  } finally {
    stop.removeEventListener('abort', onStop);
  }
}

function endGroup(child: ChildProcess, graceMs: number): void {
  killGroup(child, 'SIGTERM');
  const force = setTimeout(() => killGroup(child, 'SIGKILL'), graceMs);
  child.once('exit', () => clearTimeout(force));
}

function killGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, signal);
  } catch {
    // The whole group is gone already.
  }
}

async function drained(closed: Promise<unknown>, child: ChildProcess, drainMs: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, drainMs);
  });
  await Promise.race([closed, late]);
  clearTimeout(timer);
  child.stdout?.destroy();
  child.stderr?.destroy();
}
