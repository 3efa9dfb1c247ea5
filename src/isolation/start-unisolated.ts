import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { endMarked } from './end-marked.ts';
import type { ProcessExit, ProcessSpec, StartProcess } from './engine-process.ts';

/** Between the request to stop and the end by force. */
const GRACE_MS = 5_000;

export interface Unisolated {
  /** The variable of the program's environment that no other run has: what the program started is found by it. */
  readonly mark: string;
  /** How many times longer than usual a program gets to end. */
  readonly patience: number;
  /** Told the process group that has to be gone in the end, in case we are killed first. */
  readonly onStart?: (group: number) => void;
}

/**
 * The mode `none`: no wall. The program leads a process group of its own, so that what it started ends with it. What left
 * the group is looked for and ended too, unless it hides.
 */
export function startUnisolated({ mark, patience, onStart }: Unisolated): StartProcess {
  return (spec) => {
    const child = startChild(spec);
    if (child.pid !== undefined) onStart?.(child.pid);
    if (spec.stdin !== undefined) giveInput(child, spec.stdin);
    const exit = exitOf(child);
    const isOver = async (): Promise<boolean> => {
      killGroup(child, 'SIGKILL');
      return endMarked(`${mark}=${spec.env[mark]}`, patience);
    };
    return {
      stdout: child.stdout,
      stderr: child.stderr,
      exit,
      end: async () => {
        if (child.pid === undefined) return true;
        killGroup(child, 'SIGTERM');
        const force = setTimeout(() => killGroup(child, 'SIGKILL'), GRACE_MS * patience);
        await exit;
        clearTimeout(force);
        return isOver();
      },
    };
  };
}

function startChild({ argv: [program, ...args], cwd, env, stdin }: ProcessSpec) {
  const options = { cwd, env, detached: true } as const;
  // Without input it reads an end at once, where a pipe would have it wait for us.
  return stdin === undefined
    ? spawn(program, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] })
    : spawn(program, args, { ...options, stdio: ['pipe', 'pipe', 'pipe'] });
}

function giveInput(child: ChildProcess, input: string): void {
  // A program may end, or close its input, before it has read all of it.
  child.stdin?.on('error', () => undefined);
  child.stdin?.end(input);
}

async function exitOf(child: ChildProcess): Promise<ProcessExit> {
  try {
    const [code, signal] = (await once(child, 'exit')) as [number | null, NodeJS.Signals | null];
    return signal ? { kind: 'killed', signal } : { kind: 'exited', code: code ?? 0 };
  } catch (error) {
    return { kind: 'not-started', detail: (error as Error).message };
  }
}

function killGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, signal);
  } catch {
    // The whole group is gone already.
  }
}
