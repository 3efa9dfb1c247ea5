import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createClaimWorld } from '../scenario/ledger/claim-world.ts';
import { anthropic } from '../scripted-model/anthropic.ts';
import { startScriptedModel } from '../scripted-model/scripted-model.ts';
import { itemAgents } from './item-agents.ts';

const [claude] = itemAgents.filter(({ engine }) => engine === 'claude');
if (!claude) throw new Error('Claude Code is not driven');

/** Says where its proxy and its tools are, waits until the other run has said it too, and tries its own keys everywhere. */
const tryKeys = (folder: string, own: number, other: number): string => `
servers=$(cat ~/.interlock-*/mcp.json)
bearer=$(node -p 'JSON.parse(process.argv[1]).mcpServers.interlock.headers.Authorization' "$servers")
tools=$(node -p 'JSON.parse(process.argv[1]).mcpServers.interlock.url' "$servers")
echo "$ANTHROPIC_BASE_URL $tools" > ${folder}/${own}.new && mv ${folder}/${own}.new ${folder}/${own}
until [ -e ${folder}/${other} ]; do sleep 0.1; done
status() { curl --silent --output /dev/null --write-out '%{http_code}\\n' --request POST "$@"; }
for run in ${own} ${other}; do
  read -r proxy tools < ${folder}/$run
  status --header "x-api-key: $ANTHROPIC_API_KEY" "$proxy/v1/files"
  status --header "Authorization: $bearer" --header 'Content-Type: application/json' \\
    --header 'Accept: application/json, text/event-stream' \\
    --data '{"jsonrpc":"2.0","id":1,"method":"tools/list"}' "$tools"
done > tried.txt`;

test('of two runs on one host, neither the key nor the bearer of one is good for the other', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'two-runs-'));
  await using model = await startScriptedModel(anthropic, ({ conversation, raw }) => {
    if (conversation.some(({ by }) => by === 'tool')) return { answer: { kind: 'say', text: 'Done.' } };
    const [own, other] = raw.includes('acme/web#538') ? [538, 539] : [539, 538];
    const command = tryKeys(folder, own ?? 0, other ?? 0);
    return { answer: { kind: 'call', calls: [claude.run(command)] } };
  });
  await using world = await createClaimWorld({
    keys: {
      'max-runs': 2,
      agents: { implementation: { engine: 'claude', model: claude.model, ...claude.impatient } },
    },
    env: { ...claude.env(model.url), PATH: claude.path },
    before: ({ web }) => {
      for (const number of [538, 539]) web.addIssue({ number, title: `Item ${number}`, labels: ['Todo'] });
    },
  });
  const begin = world.sandbox.holdRuns(() => true);
  for (const number of [538, 539]) {
    await world.start('interlock.yml', {
      project: 'web',
      agent: 'implementation',
      item: `acme/web#${number}`,
    });
  }
  begin.release();
  await world.sandbox.idle();
  model.verify();
  for (const number of [538, 539]) {
    // Its own: past the key, to a path that does not exist. The other's: not past the key.
    expect(await world.web.readFile(`interlock/web/web-${number}`, 'tried.txt')).toBe('404\n200\n401\n401\n');
  }
  await rm(folder, { recursive: true });
});
