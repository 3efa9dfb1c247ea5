import { dirname } from 'node:path';
import { describe, expect, test } from 'vitest';
import { findRootPrefix, runScript } from '../../src/isolation/run-script.ts';
import { BRANCH, implement } from '../scenario/action/implementation-world.ts';
import { installedProgram } from './installed-program.ts';
import { itemAgents } from './item-agents.ts';
import { createItemWorld, type ItemWorld, REAL_KEY } from './item-world.ts';
import { ordinaryAction } from './ordinary-action.ts';

const mayBeRoot = (await findRootPrefix()) !== undefined;
const hasBubblewrap = (await runScript('command -v bwrap', {})).kind === 'done';
/** In CI, what cannot be tried is tried all the same, and fails. */
const mustTryAll = process.env['INTERLOCK_TEST_ISOLATION'] === 'all';

/** Looks for the real key in every process, without a word of it in its own arguments. */
const LOOK =
  "cat /proc/[0-9]*/environ 2>/dev/null | tr '\\0' '\\n' | grep -c 'real-ke[y]-' > found.txt; id -u > user.txt";

const turnsOf = ({ run, call }: (typeof itemAgents)[number]) => [
  { answer: { kind: 'call', calls: [run(LOOK)] } } as const,
  { answer: { kind: 'call', calls: [call('get_work_item', { item: 'acme/web#538' })] } } as const,
  { answer: { kind: 'call', calls: [call('finish', { outcome: 'done', summary: 'Looked.' })] } } as const,
  { answer: { kind: 'say', text: 'I am done.' } } as const,
];

async function look(world: ItemWorld) {
  const ran = await implement(world);
  world.model.verify();
  expect(ran.outputs).toMatchObject({ outcome: 'moved', reason: 'pull-request-opened' });
  expect(ran.log).not.toContain(REAL_KEY);
  const [pullRequest] = world.web.pullRequests();
  expect(pullRequest?.body).toContain('## What the agent says\n\nLooked.');
  const [found, user] = await Promise.all(
    ['found.txt', 'user.txt'].map(async (file) => Number(await world.web.readFile(BRANCH, file))),
  );
  return { found, user };
}

describe.each(itemAgents)('$engine, with its real program', (agent) => {
  test('without a wall works as our user, and can read our key', async () => {
    await using world = await createItemWorld(agent, { turns: turnsOf(agent), keys: { isolation: 'none' } });
    const { found, user } = await look(world);
    expect(found).toBeGreaterThan(0);
    expect(user).toBe(process.geteuid?.());
  });

  const noUser = mayBeRoot ? '' : ': SKIPPED, needs root or sudo without a password';
  test.skipIf(!mayBeRoot && !mustTryAll)(`works as another user, and finds no key${noUser}`, async () => {
    const keys = { isolation: 'user' };
    await using world = await createItemWorld(agent, { turns: turnsOf(agent), keys });
    const { found, user } = await look(world);
    expect(found).toBe(0);
    expect(user).toBeGreaterThanOrEqual(0x7000_0000);
  });

  const noNamespace = hasBubblewrap ? '' : ': SKIPPED, needs bubblewrap';
  test.skipIf(noNamespace !== '' && !mustTryAll)(
    `works in a namespace of an ordinary user, and finds no key${noNamespace}`,
    async () => {
      using ordinary = ordinaryAction();
      const program = ordinary.reach(await installedProgram(agent.engine));
      await using world = await createItemWorld(agent, {
        turns: turnsOf(agent),
        keys: { isolation: 'namespace', 'cloud-metadata': 'reachable' },
        action: ordinary.folder,
        path: `${dirname(program)}:${process.env['PATH']}`,
      });
      const { found, user } = await look(world);
      expect(found).toBe(0);
      expect(user).toBe(ordinary.uid);
    },
  );
});
