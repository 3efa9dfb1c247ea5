import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { PATIENCE, ROOT } from './fixture.ts';

interface AppSettings {
  readonly appId: number;
  readonly privateKey: string;
  readonly webhookSecret: string;
  /** `host:port` of the GitHub to talk to, over HTTP. */
  readonly gitHubHost: string;
  /** Ends it while it starts. */
  readonly stop?: AbortSignal;
}

/**
 * What the app says when it has looked, after its start, for events that it missed. It is installed nowhere until then, and
 * plays begin afterwards: otherwise nobody would decide whether its look or the play comes first.
 */
const SETTLED = 'looked at all projects after the start';

/** The real app as its own process, from the committed bundle. */
export interface AppProcess extends AsyncDisposable {
  /** Where it takes webhooks. */
  readonly webhookUrl: string;
  /** Its log so far, a line each. */
  readonly log: readonly string[];
}

export async function startAppProcess(settings: AppSettings): Promise<AppProcess> {
  const child = spawn(process.execPath, [join(ROOT, 'dist/app/main.js')], {
    env: {
      APP_ID: String(settings.appId),
      PRIVATE_KEY: settings.privateKey,
      WEBHOOK_SECRET: settings.webhookSecret,
      GHE_HOST: settings.gitHubHost,
      GHE_PROTOCOL: 'http',
      HOST: '127.0.0.1',
      PORT: '0',
      INTERLOCK_PATIENCE: PATIENCE,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const onStop = (): void => void child.kill('SIGTERM');
  settings.stop?.addEventListener('abort', onStop, { once: true });
  if (settings.stop?.aborted) onStop();
  const exited = once(child, 'exit');
  const log: string[] = [];
  const settled = new Promise<string>((resolve, reject) => {
    let url: string | undefined;
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream }).on('line', (line) => {
        log.push(line);
        if (line.includes('listening')) url ??= /http:\/\/127\.0\.0\.1:\d+/.exec(line)?.[0];
        if (url && line.includes(SETTLED)) resolve(url);
      });
    }
    child.once('error', reject);
    child.once('exit', (code) =>
      reject(new Error(`The app ended with exit code ${code}:\n${log.join('\n')}`)),
    );
  });
  const url = await settled;
  return {
    webhookUrl: `${url}/api/github/webhooks`,
    log,
    [Symbol.asyncDispose]: async () => {
      settings.stop?.removeEventListener('abort', onStop);
      child.kill('SIGTERM');
      await exited;
    },
  };
}
