import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';

/** After this many looks it is given up: a process that takes so long cannot be ended. */
const ROUNDS = 500;
const PAUSE_MS = 10;

/**
 * Ends what an engine started and that left its process group, such as a server in the background. It is found by what stands
 * in its environment, and is gone when this returns `true`. A process that took the mark out of its environment is not found:
 * only another user would make sure of those.
 *
 * @param mark `NAME=value`, unlike that of any other run. Where there is no `/proc`, nothing is looked for.
 * @param patience how many times longer than usual it is waited.
 */
export async function endMarked(mark: string, patience: number): Promise<boolean> {
  for (let round = 0; round < ROUNDS * patience; round += 1) {
    const marked = findMarked(`${mark}\0`);
    if (marked.length === 0) return true;
    for (const pid of marked) kill(pid);
    await setTimeout(PAUSE_MS);
  }
  return false;
}

/** One that has ended and was not waited for has no environment any more. */
function findMarked(mark: string): readonly number[] {
  return processes().filter((pid) => {
    try {
      return `\0${readFileSync(`/proc/${pid}/environ`, 'latin1')}`.includes(`\0${mark}`);
    } catch {
      // Of another user, or gone.
      return false;
    }
  });
}

function processes(): readonly number[] {
  try {
    return readdirSync('/proc')
      .map(Number)
      .filter((pid) => pid > 1 && pid !== process.pid);
  } catch {
    return [];
  }
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended.
  }
}
