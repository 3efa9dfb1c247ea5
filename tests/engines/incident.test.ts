import { generateKeyPair } from 'node:crypto';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { expectedCounts } from '../../src/cli/incident/expected.ts';
import { ALL_INTERLOCKS, type Interlocks, NO_INTERLOCKS } from '../../src/cli/incident/interlocks.ts';
import { play } from '../../src/cli/incident/play.ts';
import { openVenue } from '../../src/cli/incident/venue.ts';
import { startScriptedModel } from '../scripted-model/scripted-model.ts';
import type { Sent, Turn } from '../scripted-model/turn.ts';
import { itemAgents } from './item-agents.ts';
import type { ItemAgent } from './item-world.ts';

/** The same choice in every run, as two models make it that read the same backlog. */
function answer({ conversation }: Sent, { call, run }: ItemAgent): Turn {
  const said = conversation.map(({ text }) => text).join('\n');
  const isChoosing = said.includes('You decide which items');
  const item = /\b[\w-]+\/web#538\b/.exec(said)?.[0];
  const step = isChoosing
    ? call('move_work_item', {
        item,
        destination: 'Todo',
        expectedSourceState: 'Backlog',
        why: 'It is the oldest.',
      })
    : run('mkdir -p work && echo sorted > work/538.md');
  const steps = [step, call('finish', { outcome: 'done', summary: 'As the item asks.' })];
  const next = steps[conversation.filter(({ by }) => by === 'tool').length];
  return { answer: next ? { kind: 'call', calls: [next] } : { kind: 'say', text: 'Done.' } };
}

const { privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength: 2048 });
const appKey = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();

describe.each(itemAgents)('the incident, with agents that $engine drives', (agent) => {
  test.each<[string, Interlocks, string]>([
    ['happens without interlocks', NO_INTERLOCKS, 'after-first-read'],
    ['does not happen with them', ALL_INTERLOCKS, 'after-first-read'],
    ['does not happen with them at the worst moment', ALL_INTERLOCKS, 'between-second-read-and-write'],
  ])('%s', async (_, interlocks, spacing) => {
    const { engine, path, model: name, dialect, env } = agent;
    await using model = await startScriptedModel(dialect, (sent) => answer(sent, agent));
    await using venue = await openVenue({
      boardName: 'github-labels',
      seed: 1,
      appKey: Promise.resolve(appKey),
      stop: new AbortController().signal,
      agents: {
        choosing: { engine, model: name },
        working: { engine, model: name },
        env: { ...env(model.url), PATH: path },
      },
    });
    const row = { interlocks, spacing: spacing as 'after-first-read' };
    const world = await venue.arrange(interlocks);
    expect(await play(row, world)).toEqual({ ...row, ...expectedCounts(interlocks, row.spacing) });
    model.verify();
  });
});
