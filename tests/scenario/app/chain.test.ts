import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type AppWorld, startAppWorld, type TestRepository } from './app-world.ts';
import { CONFIG, WORKFLOW } from './fixture.ts';

let world: AppWorld;

beforeAll(async () => {
  world = await startAppWorld();
  world.install('acme');
});

afterAll(() => world[Symbol.asyncDispose]());

function dispatch(
  repository: TestRepository,
  agent: string,
  { cause = 'manual', workflow = 'interlock.yml' } = {},
) {
  const item = `${repository.fullName}#537`;
  const inputs = { project: 'web', agent, item, cause };
  return repository.act('POST', `actions/workflows/${workflow}/dispatches`, { ref: 'main', inputs });
}

/** The decision about the run that was dispatched by hand, and the runs that came of it. */
async function outcomeOf(repository: TestRepository) {
  await world.sandbox.idle();
  const [first, ...chained] = repository.runs.toSorted((a, b) => a.id - b.id);
  const delivery = world.sandbox.deliveries.find(
    ({ event, action, request }) =>
      event === 'workflow_run' &&
      action === 'completed' &&
      (request.payload.workflow_run as { id: number }).id === first?.id,
  );
  if (!delivery) throw new Error('GitHub told nobody of the end of the run');
  const [line] = await world.app.decisionsOf(delivery.guid);
  return { line, chained };
}

describe('the end of a run', () => {
  test("of splitting starts the project's backlog-manager", async () => {
    const repository = await world.repository();
    await dispatch(repository, 'splitting');
    const { line, chained } = await outcomeOf(repository);
    expect(line).toMatchObject({ outcome: 'acted', reason: 'dispatched', run: { id: chained[0]?.id } });
    expect(chained.map(({ inputs }) => inputs)).toEqual([
      {
        project: 'web',
        agent: 'backlog-manager',
        item: '',
        cause: `splitting-finished ${repository.fullName}#537`,
        dispatch: 'app',
      },
    ]);
  });

  test.each([
    ['of splitting that failed', 'splitting', { cause: 'fail' }, 'run-not-successful'],
    ['of another agent', 'backlog-manager', {}, 'no-trigger'],
  ])('%s starts nobody and costs no API call', async (_, agent, options, reason) => {
    const repository = await world.repository();
    await dispatch(repository, agent, options);
    const { line, chained } = await outcomeOf(repository);
    expect(line).toMatchObject({ outcome: 'skipped', reason, apiCalls: 0 });
    expect(chained).toEqual([]);
    expect(repository.calls).toEqual([]);
  });

  test('of a workflow that is not of agents starts nobody and costs no API call', async () => {
    const repository = await world.repository({
      workflow: WORKFLOW.replace(/^run-name: .*$/m, 'run-name: Tests'),
    });
    await dispatch(repository, 'splitting');
    const { line, chained } = await outcomeOf(repository);
    expect(line).toMatchObject({ outcome: 'skipped', reason: 'not-an-agent-run', apiCalls: 0 });
    expect(chained).toEqual([]);
    expect(repository.calls).toEqual([]);
  });

  test('of another workflow that takes the name of splitting starts nobody', async () => {
    const repository = await world.repository({ config: `${CONFIG}workflow: agents.yml\n` });
    await dispatch(repository, 'splitting');
    const { line, chained } = await outcomeOf(repository);
    expect(line).toMatchObject({ outcome: 'skipped', reason: 'not-an-agent-run' });
    expect(chained).toEqual([]);
  });

  test('of splitting starts nobody where the trigger is off', async () => {
    const config = CONFIG.replace('{}', '{ triggers: { splitting-finished: false } }');
    const repository = await world.repository({ config });
    await dispatch(repository, 'splitting');
    const { line, chained } = await outcomeOf(repository);
    expect(line).toMatchObject({ outcome: 'skipped', reason: 'agent-disabled' });
    expect(chained).toEqual([]);
  });
});
