import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import type { Delivery } from '../../../src/sandbox/webhooks/delivery.ts';
import { send } from '../../../src/sandbox/webhooks/send.ts';

const delivery: Delivery = {
  id: 1,
  guid: 'g',
  app: 'interlock',
  event: 'ping',
  action: null,
  redelivery: false,
  deliveredAt: '2026-11-02T09:00:00Z',
  installationId: null,
  repositoryId: null,
  request: { headers: {}, payload: {} },
  status: 'pending',
  statusCode: 0,
  duration: 0,
  response: undefined,
};

test('a webhook that is not answered within the time limit has timed out', async () => {
  const limit = new AbortController();
  const server = createServer(() => limit.abort());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const outcome = await send(url, delivery, {
    limit: limit.signal,
    closing: new AbortController().signal,
  });
  expect(outcome).toMatchObject({ status: 'timed out', statusCode: 504 });
  server.closeAllConnections();
  server.close();
});
