import { spawn } from 'node:child_process';
import type { Sandbox } from '../../../../src/sandbox/index.ts';
import { type AppProcess, watchApp } from '../../app/app-process.ts';
import { Browser } from '../browser.ts';
import { freePort } from '../setup-world.ts';
import { readme } from './follow-readme.ts';
import type { Newcomer } from './newcomer.ts';
import { fillIn } from './read-snippets.ts';

/** In another window. The page that the server names is opened in a browser, and its buttons are pressed. */
export async function startAppAsTold(
  sandbox: Sandbox,
  { terminal, env, login, token }: Newcomer,
): Promise<AppProcess> {
  const port = await freePort();
  const started = fillIn(readme.take('dist/app/main.js'), {
    'GH_ORG=...': 'GH_ORG=acme',
    'https://...': `http://127.0.0.1:${port}`,
  });
  const place = {
    GHE_HOST: new URL(sandbox.url).host,
    GHE_PROTOCOL: 'http',
    HOST: '127.0.0.1',
    PORT: String(port),
  };
  const shell = spawn('bash', ['-c', started], {
    cwd: terminal.cwd,
    env: { ...env, ...place },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  // As at a terminal, where a signal reaches the shell and what it runs.
  shell.kill = (signal = 'SIGTERM') => shell.pid !== undefined && process.kill(-shell.pid, signal);
  const app = await watchApp(shell, /"url":"(http:[^"]+)".*"no App is configured/);

  const browser = new Browser();
  await browser.open(`${sandbox.url}/login`);
  await browser.press('Sign in', { login, password: token });
  await browser.open(new URL('/probot', app.webhookUrl).href);
  await browser.press('Register');
  await browser.press('Create GitHub App for acme');
  await browser.press('Install on acme', { install_target: 'all' });
  await app.says('"listening"');
  return app;
}
