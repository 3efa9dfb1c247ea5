import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';

/** A server as a process of its own, which has said that it listens. */
export interface ServerProcess extends AsyncDisposable {
  readonly port: number;
}

export async function startServer(script: string, env: Record<string, string>): Promise<ServerProcess> {
  const port = await freePort();
  const child = spawn(process.execPath, [script], {
    env: { PATH: process.env.PATH, HOST: '127.0.0.1', PORT: String(port), ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = once(child, 'exit');
  let said = '';
  await new Promise<void>((resolve, reject) => {
    child.stdout.on('data', function wait(chunk: Buffer) {
      said += chunk.toString();
      if (!/listening/i.test(said)) return;
      child.stdout.off('data', wait);
      resolve();
    });
    child.once('exit', () => reject(new Error(`${script} ended:\n${said}`)));
  });
  // From here on its log is thrown away unread, at next to no cost.
  child.stdout.resume();
  return {
    port,
    [Symbol.asyncDispose]: async () => {
      child.kill('SIGTERM');
      await exited;
    },
  };
}

/** Probot takes port 0 for its default, so one is looked for beforehand. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return address.port;
}
