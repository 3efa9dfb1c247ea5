import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { stringify } from 'yaml';
import { addLedger } from '../ledger/ledger-view.ts';
import { type ActionWorld, createActionWorld, SMALLEST_CONFIG } from './action-world.ts';

const LABELS = ['Splitting', 'Planning', 'Backlog', 'Todo', 'In progress', 'In review', 'Done', 'Merged'];

const RECONCILE = readFileSync(
  new URL('../../../docs/examples/reconcile.yml', import.meta.url),
  'utf8',
).replace('OWNER/interlock@COMMIT_SHA', `interlock-dev/interlock@${'1'.repeat(40)}`);

const workflow = stringify({
  name: 'Doctor',
  on: { workflow_dispatch: {} },
  jobs: {
    doctor: {
      'runs-on': 'ubuntu-latest',
      permissions: { actions: 'read', contents: 'read', issues: 'read' },
      steps: [
        {
          id: 'interlock',
          uses: `interlock-dev/interlock@${'1'.repeat(40)}`,
          with: { task: 'doctor' },
        },
      ],
    },
  },
});

test('finds nothing wrong with what `init` wrote, and says what the token could not see', async () => {
  await using world = await createWorld(SMALLEST_CONFIG);
  const run = await world.run('doctor.yml');
  expect(run.outputs).toMatchObject({ outcome: 'noop', reason: 'sound' });
  expect(run.conclusion).toBe('success');
  expect(run.summary).toMatch(/doctor: noop \(\[`sound`\]/);
  expect(run.summary).toContain('| ok | concurrency |');
  expect(run.summary).toContain('| unknown | pull-requests |');
  const unseen = run.annotations.filter(({ level }) => level === 'notice');
  expect(unseen.map(({ title }) => title)).toContain('doctor: pull-requests');
});

test('fails on an error, which is an annotation that says what to do', async () => {
  await using world = await createWorld(SMALLEST_CONFIG.replace('version: 1', 'version: 1\nmode: carefully'));
  const run = await world.run('doctor.yml');
  expect(run.outputs).toMatchObject({ outcome: 'failed', reason: 'findings' });
  expect(run.conclusion).toBe('failure');
  expect(run.annotations).toContainEqual(
    expect.objectContaining({
      level: 'failure',
      title: 'doctor: config',
      message: expect.stringContaining('mode'),
    }),
  );
  expect(JSON.parse(run.outputs['result'] ?? '')).toMatchObject({ counts: { error: 1 } });
});

test('changes nothing', async () => {
  await using world = await createWorld(SMALLEST_CONFIG);
  await world.run('doctor.yml');
  const changes = world.sandbox.calls.filter(
    ({ by, method, operationId }) =>
      by.kind === 'workflow' && method !== 'GET' && !operationId.startsWith('graphql:query '),
  );
  expect(changes).toEqual([]);
});

async function createWorld(config: string): Promise<ActionWorld> {
  const world = await createActionWorld({
    config,
    files: { '.github/workflows/doctor.yml': workflow, '.github/workflows/reconcile.yml': RECONCILE },
  });
  for (const name of LABELS) world.web.addLabel({ name });
  await addLedger(world.sandbox, world.web);
  return world;
}
