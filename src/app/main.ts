import { randomBytes, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Probot } from 'probot';
import { ServerClock } from '../github/wire/server-clock.ts';
import type { Runtime } from '../orchestration/runtime.ts';
import type { Wait } from './background/start-background.ts';
import type { Log } from './decision-log.ts';
import { readEnvironment, type Settings, type SetupSettings } from './environment.ts';
import { readEnvFile } from './setup/credentials-file.ts';
import { findHomepage } from './setup/find-homepage.ts';
import { startSetup } from './setup/start-setup.ts';
import { startApp } from './start-app.ts';

const clock = new ServerClock(Date.now);

const RUNTIME: Omit<Runtime, 'patience'> = {
  now: () => clock.now(),
  sleep: (milliseconds, ended) => setTimeout(milliseconds, undefined, ended && { signal: ended }),
  random: Math.random,
  newId: randomUUID,
};

/** Cut short when the process is asked to end. */
const wait: Wait = (milliseconds, stop) =>
  setTimeout(milliseconds, undefined, { signal: stop }).catch(() => undefined);

/** As Probot does: what the environment lacks may stand in `.env`, where the set-up writes the App's credentials. */
const file = join(process.cwd(), '.env');

// The first signal closes everything that listens, and the process then ends by itself. A second one does not wait.
let stop = (signal: NodeJS.Signals): unknown => process.kill(process.pid, signal);
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => stop(signal));

try {
  await start();
} catch (error) {
  console.error('The app could not start.', error);
  process.exitCode = 1;
}

async function start(overrides: Record<string, string> = {}): Promise<void> {
  const set = Object.entries(process.env).filter(([, value]) => value !== '');
  const read = readEnvironment({ ...readEnvFile(file), ...Object.fromEntries(set), ...overrides });
  switch (read.kind) {
    case 'invalid':
      console.error(read.message);
      process.exitCode = 1;
      return;
    case 'unregistered':
      return setUp(read.settings);
    case 'valid':
      return serve(read.settings);
  }
}

async function serve(settings: Settings): Promise<void> {
  const { patience } = settings;
  const app = await startApp(settings, {
    now: () => performance.now(),
    runtime: { ...RUNTIME, patience },
    send: clock.following(fetch),
  });
  stop = () => app.stop();
  app.announce();
  app.startBackground(wait);
}

/** The log that the App will have. Probot creates none without an App, so we give it an App that is never used. */
async function createLog({ logLevel }: SetupSettings): Promise<Log> {
  const probot = new Probot({ appId: 1, privateKey: 'none', logLevel, logFormat: 'json' });
  return (await probot.ready()).log;
}

/** Until there is an App; then the app itself starts, on the same port. */
async function setUp(settings: SetupSettings): Promise<void> {
  const log = await createLog(settings);
  const setup = await startSetup(settings, {
    log,
    file,
    homepage: await findHomepage(fileURLToPath(new URL('../..', import.meta.url))),
    state: randomBytes(32).toString('hex'),
  });
  stop = setup.stop;
  const { kind, port } = await setup.ended;
  if (kind === 'registered') await start({ PORT: String(port) });
}
