import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { startSandbox } from '../../src/sandbox/index.ts';
import { arrangeActions, workflowOf } from './actions-world.ts';

test('a delivery that nobody answers times out, after ten seconds times the patience of the sandbox', async () => {
  await using server = await startSilentServer();
  await using sandbox = await startSandbox({ patience: 0.001 });
  const app = sandbox.createApp({
    slug: 'robot',
    permissions: { metadata: 'read' },
    events: [],
    webhookUrl: server.url,
  });
  app.ping();
  await sandbox.idle();
  expect(sandbox.deliveries).toMatchObject([{ event: 'ping', status: 'timed out', statusCode: 504 }]);
});

test('a job that does not end when it is cancelled is killed, after ten seconds times the patience of the sandbox', async () => {
  await using world = await arrangeActions({
    workflows: { 'a.yml': workflowOf("- run: trap '' INT TERM; echo started; while :; do sleep 60; done") },
    patience: 0.001,
  });
  const run = await world.dispatch('a.yml');
  await world.sandbox.until(() => run.log.includes('started'));
  await world.api('POST', `actions/runs/${run.id}/cancel`);
  expect((await world.finished(run)).conclusion).toBe('cancelled');
});

test('a step finds what the machine of its runner has in its environment, and what its workflow says goes before', async () => {
  await using world = await arrangeActions({
    workflows: {
      'a.yml': workflowOf('- { run: echo "$PLACE $ROLE", env: { ROLE: step } }'),
    },
    runnerEnvironment: { PLACE: 'cellar', ROLE: 'machine' },
  });
  const run = await world.finished(await world.dispatch('a.yml'));
  expect(run.log).toContain('cellar step\n');
});

/** Takes every request, and never says anything. */
async function startSilentServer(): Promise<AsyncDisposable & { readonly url: string }> {
  const server = createServer(() => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    [Symbol.asyncDispose]: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}
