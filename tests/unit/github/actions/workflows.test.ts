import { describe, expect, test } from 'vitest';
import { dispatchWorkflow } from '../../../../src/github/actions/workflows.ts';
import { createGitHubWorld, isOperation, web } from '../github-world.ts';
import { startWire } from '../wire.ts';

const workflow = `name: Interlock
run-name: \${{ inputs.agent }}
on:
  workflow_dispatch:
    inputs:
      agent: { type: string, required: true }
jobs:
  run: { runs-on: ubuntu-latest, steps: [{ run: echo }] }
`;
const files = {
  '.github/workflows/interlock.yml': workflow,
  '.github/workflows/ci.yml': 'on: push\njobs:\n  run: { runs-on: ubuntu-latest, steps: [{ run: echo }] }\n',
};
const request = { workflow: 'interlock.yml', ref: 'main', inputs: { agent: 'backlog-manager' } };

describe('a dispatch', () => {
  test('starts a run with its inputs, and says which', async () => {
    await using world = await createGitHubWorld({ files });
    const dispatched = await dispatchWorkflow(world.github, web, request);
    const [run] = world.sandbox.runs('acme/web');
    expect(run).toMatchObject({ event: 'workflow_dispatch', inputs: { agent: 'backlog-manager' } });
    expect(dispatched).toEqual({ runId: run?.id, url: expect.stringContaining(`/actions/runs/${run?.id}`) });
    await world.sandbox.idle();
  });

  test('to a server that does not tell the run is a dispatch all the same', async () => {
    await using wire = await startWire([{ status: 204 }]);
    expect(await dispatchWorkflow(wire.github, web, request)).toEqual({});
  });

  test.each([
    ['of a file that is not there', { workflow: 'gone.yml' }, 'workflow-missing'],
    ['of a file that cannot be dispatched', { workflow: 'ci.yml' }, 'workflow-missing'],
    ['without a required input', { inputs: {} }, 'workflow-invalid'],
    ['with an unknown input', { inputs: { agent: 'x', colour: 'red' } }, 'workflow-invalid'],
  ])('%s is refused with a reason', async (_, change, reason) => {
    await using world = await createGitHubWorld({ files });
    await expect(dispatchWorkflow(world.github, web, { ...request, ...change })).rejects.toMatchObject({
      reason,
      ambiguous: false,
    });
    expect(world.sandbox.runs('acme/web')).toEqual([]);
  });

  test('that was answered with an error is in doubt, and not sent again', async () => {
    await using world = await createGitHubWorld({ files });
    world.sandbox.inject({
      match: isOperation('actions/create-workflow-dispatch'),
      fault: { kind: 'status-after-effect', status: 502 },
    });
    await expect(dispatchWorkflow(world.github, web, request)).rejects.toMatchObject({ ambiguous: true });
    expect(world.sandbox.runs('acme/web')).toHaveLength(1);
    await world.sandbox.idle();
  });
});
