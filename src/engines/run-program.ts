import { once } from 'node:events';
import type { Readable } from 'node:stream';
import type { EngineProcess, ProcessExit, ProcessSpec } from '../isolation/engine-process.ts';
import type { EngineTask } from './engine.ts';

/** What a process that left the group may hold open is not waited for longer than this. */
const DRAIN_MS = 1_000;

/** How a program ended, and all that it started with it. */
export type ProgramEnd =
  | ProcessExit
  | { readonly kind: 'timed-out' }
  | { readonly kind: 'cancelled' }
  /** Something of it still runs, so that nothing it could write to may be looked at. */
  | { readonly kind: 'outlived' };

type RunOptions = Pick<EngineTask, 'start' | 'signal' | 'patience' | 'timeoutMs' | 'output'>;

/** Runs a program to its end, or until it is stopped. Nothing that it started runs when this resolves. */
export async function runProgram(spec: ProcessSpec, options: RunOptions): Promise<ProgramEnd> {
  const { start, signal, patience, timeoutMs, output } = options;
  const timeout = AbortSignal.timeout(timeoutMs);
  const stop = AbortSignal.any([timeout, signal]);
  if (stop.aborted) return { kind: 'cancelled' };
  const running = start(spec);
  running.stdout.pipe(output, { end: false });
  running.stderr.pipe(output, { end: false });
  const closed = Promise.all([closing(running.stdout), closing(running.stderr)]);
  await Promise.race([running.exit, aborted(stop)]);
  const isLate = timeout.aborted;
  const isGone = await running.end();
  await drained(closed, running, DRAIN_MS * patience);
  if (signal.aborted) return { kind: 'cancelled' };
  if (isLate) return { kind: 'timed-out' };
  return isGone ? running.exit : { kind: 'outlived' };
}

async function aborted(signal: AbortSignal): Promise<void> {
  if (!signal.aborted) await once(signal, 'abort');
}

async function closing(stream: Readable): Promise<void> {
  if (!stream.closed) await once(stream, 'close').catch(() => undefined);
}

async function drained(closed: Promise<unknown>, running: EngineProcess, drainMs: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, drainMs);
  });
  await Promise.race([closed, late]);
  clearTimeout(timer);
  running.stdout.destroy();
  running.stderr.destroy();
}
