import { expect, test } from 'vitest';
import { createActionWorld } from '../action/action-world.ts';

const config = 'version: 1\nproject: web\nboard: { type: github-labels }\nagents:\n  backlog-manager: {}\n';

test('a run that never got its claim says why once, though its post step meets the same', async () => {
  await using world = await createActionWorld({ config });
  world.web.addIssue({ number: 538, title: 'Sort', labels: ['Backlog'] });
  const run = await world.run('interlock.yml', { project: 'web', agent: 'backlog-manager' });
  expect(run.outputs).toMatchObject({ outcome: 'failed', reason: 'ledger-missing' });
  expect(run.annotations.map(({ level, message }) => [level, message])).toEqual([
    ['failure', expect.stringMatching(/^ledger-missing: There is no branch interlock-ledger\/web/)],
  ]);
  expect(run.log).toContain('could not tidy up');
});
