import { once } from 'node:events';
import type { Readable } from 'node:stream';
import type { EngineProcess, ProcessExit, ProcessSpec } from '../isolation/engine-process.ts';
import { eachLine } from './each-line.ts';
import type { EngineTask } from './engine.ts';

/** What a process that left the group may hold open is not waited for longer than this. */
const DRAIN_MS = 1_000;
/** A program that has said its last word, and says nothing more, is ended after this time. */
const LINGER_MS = 10_000;

/** How a program ended, and all that it started with it. */
export type ProgramEnd =
  | ProcessExit
  | { readonly kind: 'timed-out' }
  | { readonly kind: 'cancelled' }
  /** Its last word was out, and it did not exit: it was ended. */
  | { readonly kind: 'lingered' }
  /** Something of it still runs, so that nothing it could write to may be looked at. */
  | { readonly kind: 'outlived' };

interface RunOptions extends Pick<EngineTask, 'start' | 'signal' | 'patience' | 'timeoutMs' | 'output'> {
  /** Takes its standard output, which is shown otherwise. Answers whether this was its last word. */
  readonly onLine?: (line: string) => boolean;
}

/** Runs a program to its end, or until it is stopped. Nothing that it started runs when this resolves. */
export async function runProgram(spec: ProcessSpec, options: RunOptions): Promise<ProgramEnd> {
  const { start, signal, patience, timeoutMs, output, onLine } = options;
  const timeout = AbortSignal.timeout(timeoutMs);
  const stop = AbortSignal.any([timeout, signal]);
  if (stop.aborted) return { kind: 'cancelled' };
  const running = start(spec);
  const closed = Promise.all([closing(running.stdout), closing(running.stderr)]);
  running.stderr.pipe(output, { end: false });
  const silence = createSilence(LINGER_MS * patience);
  if (!onLine) running.stdout.pipe(output, { end: false });
  else eachLine(running.stdout, (line) => silence.heard(onLine(line)));
  const isLingering = await Promise.race([
    running.exit.then(() => false),
    aborted(stop).then(() => false),
    silence.fallen.then(() => true),
  ]);
  silence.stop();
  const isLate = timeout.aborted;
  const isGone = await running.end();
  await drained(closed, running, DRAIN_MS * patience);
  if (signal.aborted) return { kind: 'cancelled' };
  if (isLate) return { kind: 'timed-out' };
  if (!isGone) return { kind: 'outlived' };
  return isLingering ? { kind: 'lingered' } : running.exit;
}

interface Silence {
  /** Resolves when nothing was heard for the given time after a last word. */
  readonly fallen: Promise<void>;
  heard(isLastWord: boolean): void;
  stop(): void;
}

function createSilence(milliseconds: number): Silence {
  let fall: () => void;
  const fallen = new Promise<void>((resolve) => {
    fall = resolve;
  });
  let state: 'working' | 'over' | 'stopped' = 'working';
  let timer: NodeJS.Timeout | undefined;
  return {
    fallen,
    heard: (isLastWord) => {
      clearTimeout(timer);
      if (isLastWord && state === 'working') state = 'over';
      if (state === 'over') timer = setTimeout(() => fall(), milliseconds);
    },
    stop: () => {
      state = 'stopped';
      clearTimeout(timer);
    },
  };
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
