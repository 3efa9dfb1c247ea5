import { type RegisteredApp, registerApp } from '../../github/apps/register-app.ts';
import { createGitHub } from '../../github/wire/client.ts';
import { type FetchLimit, fetchLimit } from '../../github/wire/fetch-limit.ts';
import type { Log } from '../decision-log.ts';
import type { SetupSettings } from '../environment.ts';
import { listen } from '../http/listen.ts';
import { requireWritable, writeCredentials } from './credentials-file.ts';
import { SetupPages } from './setup-pages.ts';

interface SetupOptions {
  readonly log: Pick<Log, 'info' | 'error'>;
  /** Of randomness: what nobody can guess. */
  readonly state: string;
  /** Of the App, for its page on GitHub; the server's own address where absent. */
  readonly homepage?: string | undefined;
  /** Where the credentials are kept. */
  readonly file: string;
  /** How long one request to GitHub may take; ten seconds where absent, and more for the patient. */
  readonly requestLimit?: FetchLimit;
}

export type SetupEnd =
  | { readonly kind: 'registered'; readonly port: number }
  | { readonly kind: 'stopped'; readonly port: number };

export interface RunningSetup {
  /** Resolves when nothing listens any more. */
  readonly ended: Promise<SetupEnd>;
  stop(): void;
}

/** Serves the set-up until an App is registered. Its credentials are in the file then, and nowhere else. */
export async function startSetup(
  settings: SetupSettings,
  { log, state, homepage, file, requestLimit = fetchLimit(settings.patience) }: SetupOptions,
): Promise<RunningSetup> {
  requireWritable(file);
  const github = createGitHub({
    apiUrl: settings.apiUrl,
    userAgent: 'interlock-app set-up',
    requestLimit,
  });
  let end: (kind: SetupEnd['kind']) => void = () => {};
  const pages = new SetupPages({
    settings,
    state,
    homepage,
    register: async (code): Promise<RegisteredApp> => {
      const app = await registerApp(github, code);
      await writeCredentials(file, app);
      log.info({ app: app.url, appId: app.id, file }, 'registered');
      end('registered');
      return app;
    },
    onFailure: (error) =>
      log.error({ detail: error instanceof Error ? error.message : String(error) }, 'not registered'),
  });
  const { host, port, patience } = settings;
  const listener = await listen({
    host,
    port,
    patience,
    answer: (request, path) => pages.answer(request, path),
  });
  const ended = new Promise<SetupEnd>((resolve) => {
    end = (kind) => {
      void listener.close().then(() => resolve({ kind, port: listener.port }));
    };
  });
  log.info({ url: `${listener.url}/probot` }, 'no App is configured: open this address to register one');
  return { ended, stop: () => end('stopped') };
}
