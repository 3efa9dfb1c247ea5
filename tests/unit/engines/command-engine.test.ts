import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { commandEngine } from '../../../src/engines/command/command-engine.ts';
import type { EngineResult, EngineTask } from '../../../src/engines/engine.ts';
import { startUnisolated } from '../../../src/isolation/start-unisolated.ts';
import { PATIENCE } from '../../patience.ts';

let checkout: string;
beforeEach(async () => {
  checkout = await mkdtemp(join(tmpdir(), 'engine-'));
});
afterEach(() => rm(checkout, { recursive: true }));

const FOREVER_MS = 2 ** 31 - 1;

interface Ended {
  readonly result: EngineResult;
  readonly output: string;
}

async function run(
  command: string,
  {
    program = 'bash',
    timeoutMs = FOREVER_MS,
    signal = new AbortController().signal,
  }: Partial<EngineTask> = {},
): Promise<Ended> {
  const output = new PassThrough();
  const task = {
    program,
    arguments: ['-c', command],
    checkout,
    home: checkout,
    temporary: checkout,
    node: process.execPath,
    prompt: '',
    abilities: [],
    env: { PATH: process.env['PATH'] ?? '', MARK: checkout },
    timeoutMs,
    signal,
    patience: PATIENCE,
    start: startUnisolated({ mark: 'MARK', patience: PATIENCE }),
    output,
  };
  const result = await commandEngine.run(task, () => undefined);
  return { result, output: String(output.read() ?? '') };
}

/** Whether the process whose id the command wrote is still there. */
async function isAlive(file: string): Promise<boolean> {
  const pid = Number(await readFile(join(checkout, file), 'utf8'));
  try {
    process.kill(pid, 0);
    return !/^State:\s+Z/m.test(await readFile(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}

/** A signal that was sent is not yet a process that ended: that is up to the kernel. By itself it would live for ever. */
function isGone(): Promise<void> {
  return expect.poll(() => isAlive('pid'), { timeout: FOREVER_MS }).toBe(false);
}

test('runs in the checkout, by bash, with the environment it was given and no other', async () => {
  const { result, output } = await run(
    '[[ $PWD == */engine-* ]] && env | cut -d= -f1 | sort | tr "\\n" " "; echo end >&2',
  );
  expect(result).toEqual({ kind: 'finished' });
  expect(output).toMatch(/^MARK PATH PWD SHLVL _ end\n$/);
});

test('an exit code that is not 0 is a failure that names it', async () => {
  const { result } = await run('exit 3');
  expect(result).toEqual({ kind: 'failed', reason: 'engine-failed', detail: 'exit code 3' });
});

test('a program that is not there is a failure that says so', async () => {
  const gone = join(checkout, 'gone');
  const { result } = await run('true', { program: gone });
  expect(result).toEqual({
    kind: 'failed',
    reason: 'engine-failed',
    detail: `cannot be started: spawn ${gone} ENOENT`,
  });
});

test('has no input to wait for', async () => {
  expect((await run('! read line')).result).toEqual({ kind: 'finished' });
});

test('at its time limit it is stopped, with everything that it started', async () => {
  const { result } = await run('sleep infinity & echo $! > pid; wait', { timeoutMs: 300 });
  expect(result).toEqual({ kind: 'timed-out' });
  await isGone();
});

test('what it leaves running in the background ends with it', async () => {
  const { result } = await run('sleep infinity & echo $! > pid');
  expect(result).toEqual({ kind: 'finished' });
  await isGone();
});

test('what left its process group has ended before it returns', async () => {
  const { result } = await run(
    "setsid bash -c 'echo $$ > pid; exec sleep infinity' & until test -s pid; do :; done",
  );
  expect(result).toEqual({ kind: 'finished' });
  expect(await isAlive('pid')).toBe(false);
});

test('a process of another run is left alone', async () => {
  const other = spawn('sleep', ['infinity'], { env: { MARK: `${checkout}-other` } });
  await run('true');
  expect(other.exitCode ?? other.signalCode).toBeNull();
  expect(other.kill('SIGKILL')).toBe(true);
});

test('when the run is cancelled it is stopped, and says so', async () => {
  const cancellation = new AbortController();
  const running = run('sleep infinity', { signal: cancellation.signal });
  cancellation.abort();
  expect((await running).result).toEqual({ kind: 'cancelled' });
});
