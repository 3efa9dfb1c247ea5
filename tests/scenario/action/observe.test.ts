import { describe, expect, test } from 'vitest';
import { type ActionRun, createActionWorld } from './action-world.ts';

const config = `version: 1
isolation: none
project: web
ledger: off
mode: observe
max-in-flight: 2
board: { type: github-labels }
agents:
  backlog-manager: {}
  implementation: { engine: command, command: 'echo done > done.txt' }
`;

/** A run of an agent, and every call that changed something. */
async function observe(
  issues: readonly { readonly number: number; readonly labels: string[]; readonly body?: string }[],
  inputs: Readonly<Record<string, string>>,
): Promise<ActionRun> {
  await using world = await createActionWorld({ config });
  for (const issue of issues) world.web.addIssue({ title: `Issue ${issue.number}`, ...issue });
  const run = await world.run('interlock.yml', { project: 'web', ...inputs });
  const writes = world.sandbox.calls.filter(({ by, method }) => by.kind === 'workflow' && method !== 'GET');
  expect(writes).toEqual([]);
  return run;
}

describe('in a project that only observes', () => {
  test('the backlog-manager says what it would move, up to the free capacity, and writes nothing', async () => {
    const issues = [7, 8, 9].map((number) => ({ number, labels: ['Backlog'] }));
    const { outputs, conclusion } = await observe(issues, { agent: 'backlog-manager' });
    expect(conclusion).toBe('success');
    expect(outputs).toMatchObject({ outcome: 'noop', reason: 'observed', 'previous-state': 'Backlog' });
    expect(JSON.parse(outputs['result'] ?? '')).toMatchObject({
      message:
        'acme/web#7 would be moved from "Backlog" to "Todo". acme/web#8 would be moved from "Backlog" to "Todo".',
      moves: [{ reason: 'observed' }, { reason: 'observed' }],
    });
  });

  test('a backlog in which everything waits is reported, and not said on the item', async () => {
    const issues = [
      { number: 7, labels: ['Backlog'], body: 'blocked by #9' },
      { number: 9, labels: ['Planning'] },
    ];
    const { outputs } = await observe(issues, { agent: 'backlog-manager' });
    expect(outputs).toMatchObject({ outcome: 'refused', reason: 'all-blocked' });
  });

  test('the implementation leaves its item where it is, and runs no command', async () => {
    const inputs = { agent: 'implementation', item: 'acme/web#7' };
    const { outputs } = await observe([{ number: 7, labels: ['Todo'] }], inputs);
    expect(outputs).toMatchObject({ outcome: 'noop', reason: 'observed', 'previous-state': 'Todo' });
  });

  test('a refusal stays one', async () => {
    const inputs = { agent: 'implementation', item: 'acme/web#7' };
    const { outputs } = await observe([{ number: 7, labels: ['Done'] }], inputs);
    expect(outputs).toMatchObject({ outcome: 'refused', reason: 'state-changed' });
  });
});
