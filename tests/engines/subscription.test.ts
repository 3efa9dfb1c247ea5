import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { implement } from '../scenario/action/implementation-world.ts';
import { anthropic } from '../scripted-model/anthropic.ts';
import { startScriptedModel } from '../scripted-model/scripted-model.ts';
import type { Sent } from '../scripted-model/turn.ts';
import { installedProgram } from './installed-program.ts';
import { itemAgents } from './item-agents.ts';
import { createItemWorld } from './item-world.ts';

const TOKEN = 'sk-ant-oat01-the-real-token-4f1e';
const MODEL = 'claude-opus-4-8';

const [claude] = itemAgents.filter(({ engine }) => engine === 'claude');
if (!claude) throw new Error('Claude Code is not driven');
const program = await installedProgram('claude');

/** What the program asks by itself, if a person gives it the token of a subscription. */
async function askedByItself(): Promise<Sent> {
  const home = await mkdtemp(join(tmpdir(), 'subscription-'));
  await using model = await startScriptedModel(anthropic, [{ answer: { kind: 'say', text: 'Done.' } }]);
  const args = ['--print', '--setting-sources', '', '--model', MODEL, '--tools', 'Bash'];
  const env = {
    PATH: process.env['PATH'],
    HOME: home,
    CLAUDE_CODE_OAUTH_TOKEN: TOKEN,
    ANTHROPIC_BASE_URL: model.url,
    CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: '1',
  };
  await new Promise<void>((resolve, reject) => {
    const child = execFile(program, args, { cwd: home, env }, (error) => (error ? reject(error) : resolve()));
    child.stdin?.end('Say that you are done.');
  });
  await rm(home, { recursive: true, maxRetries: 3 });
  model.verify();
  const [asked] = model.asked.filter(({ tools }) => tools.length > 0);
  if (!asked) throw new Error('The program asked nothing');
  return asked;
}

const betasOf = ({ headers }: Sent): readonly string[] => (headers['anthropic-beta'] ?? '').split(',');

/** How the program introduces itself: the provider wants it of a subscription. The first part names a build. */
const introductionOf = ({ conversation }: Sent) => conversation.filter(({ by }) => by === 'system')[1]?.text;

test('the token of a subscription passes the proxy as the program itself would send it, and is counted in tokens', async () => {
  const byItself = await askedByItself();
  let asked: Sent | undefined;
  await using world = await createItemWorld(
    {
      ...claude,
      env: (url) => ({
        CLAUDE_CODE_OAUTH_TOKEN: TOKEN,
        ANTHROPIC_BASE_URL: url,
        CLAUDE_CODE_MAX_RETRIES: '1',
      }),
    },
    {
      turns: [
        {
          sees: (sent) => {
            asked = sent;
          },
          answer: { kind: 'call', calls: [claude.run('echo sorted > sort.txt; env > env.txt')] },
        },
        { answer: { kind: 'say', text: 'Done.' } },
      ],
    },
  );
  const ran = await implement(world);
  world.model.verify();
  expect(ran.outputs).toMatchObject({ outcome: 'moved', reason: 'pull-request-opened' });
  if (!asked) throw new Error('The model was not asked');
  for (const name of ['authorization', 'anthropic-version', 'x-app', 'user-agent']) {
    expect(asked.headers[name], name).toBe(byItself.headers[name]);
  }
  expect(asked.headers['authorization']).toBe(`Bearer ${TOKEN}`);
  expect(asked.headers).not.toHaveProperty('x-api-key');
  expect(betasOf(asked)).toContain('oauth-2025-04-20');
  // Subscriptions get a cache of an hour besides, which nothing needs.
  expect(betasOf(byItself).filter((beta) => !betasOf(asked as Sent).includes(beta))).toEqual([
    'extended-cache-ttl-2025-04-11',
  ]);
  expect(introductionOf(asked)).toBeTruthy();
  expect(introductionOf(asked)).toBe(introductionOf(byItself));
  expect(world.web.issue(538).comments[0]?.body).toContain('the cost is unknown');
  expect(await world.web.readFile('interlock/web/web-538', 'env.txt')).not.toContain('sk-ant-oat');
  expect(ran.log).not.toContain(TOKEN);
});
