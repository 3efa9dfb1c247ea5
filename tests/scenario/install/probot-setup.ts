import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { SetupWorld } from './setup-world.ts';

export interface ProbotSetup extends AsyncDisposable {
  readonly url: string;
}

/** What `probot run` does in a folder without credentials: Probot's own server with its own set-up, unchanged. */
export async function startProbotSetup(
  { folder, environment }: SetupWorld,
  port: number,
): Promise<ProbotSetup> {
  const program = `import { run } from ${JSON.stringify(import.meta.resolve('probot'))}; await run(() => {});`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', program], {
    cwd: folder,
    // Smee is a service on the internet that Probot would ask for an address.
    env: { ...environment, PORT: String(port), NO_SMEE_SETUP: 'true', LOG_FORMAT: 'json' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const exited = once(child, 'close');
  const output: string[] = [];
  await new Promise<void>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream }).on('line', (line) => {
        output.push(line);
        if (line.includes('Listening on')) resolve();
      });
    }
    child.once('close', (code) => reject(new Error(`Probot ended with ${code}:\n${output.join('\n')}`)));
  });
  return {
    url: `http://127.0.0.1:${port}`,
    [Symbol.asyncDispose]: async () => {
      child.kill('SIGKILL');
      await exited;
    },
  };
}
