import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { ROOT } from './fixture.ts';

interface AppSettings {
  readonly appId: number;
  readonly privateKey: string;
  readonly webhookSecret: string;
  /** `host:port` of the GitHub to talk to, over HTTP. */
  readonly gitHubHost: string;
}

/**
 * What the app says when it has looked, after its start, for what nobody had heard of. A story begins afterwards, where it
 * was installed nowhere by then: otherwise the order of what the two do would be nobody's choice.
 */
const SETTLED = 'looked at all projects after the start';

/** The real app as its own process, from the committed bundle. */
export interface AppProcess extends AsyncDisposable {
  /** Where it takes webhooks. */
  readonly webhookUrl: string;
  /** Its log so far, a line each. */
  readonly log: readonly string[];
}

export async function startApp(settings: AppSettings): Promise<AppProcess> {
  const child = spawn(process.execPath, [join(ROOT, 'dist/app/main.js')], {
    env: {
      APP_ID: String(settings.appId),
      PRIVATE_KEY: settings.privateKey,
      WEBHOOK_SECRET: settings.webhookSecret,
      GHE_HOST: settings.gitHubHost,
      GHE_PROTOCOL: 'http',
      HOST: '127.0.0.1',
      PORT: '0',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
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
      child.kill('SIGTERM');
      await exited;
    },
  };
}
