import { expect, test } from 'vitest';
import type { CallMatch } from '../../../src/sandbox/index.ts';
import { startAppWorld } from '../app/app-world.ts';
import { CONFIG } from '../app/fixture.ts';
import { addLedger } from './ledger-view.ts';

const ITEMS = 12;

test('items that enter todo at once are a handful of entries, and each of them is started once', async () => {
  await using world = await startAppWorld();
  const { sandbox } = world;
  world.install('acme');
  const config = `${CONFIG.replace('ledger: off', 'ledger: on')}max-runs: ${ITEMS}\n`;
  const repository = await world.repository({ config });
  const ledger = await addLedger(sandbox, repository);
  const numbers = Array.from({ length: ITEMS }, (_, index) => index + 1);
  for (const number of numbers) repository.addIssue({ number, title: `Item ${number}` });
  sandbox.holdRuns(() => true);
  const webhooks = sandbox.holdDeliveries(({ event }) => event === 'issues');
  for (const number of numbers) {
    await repository.act('POST', `issues/${number}/labels`, { labels: ['Todo'] });
  }
  const payloads = webhooks.held.map(({ request }) => request.payload);
  webhooks.drop();

  // GitHub does not wait for the answer to one webhook before it sends the next.
  const reading = sandbox.hold(isReading, { times: 1 });
  const answering = Promise.all(payloads.map((payload) => world.post({ event: 'issues', payload })));
  // Each looks twice which runs there are, and then waits for the ledger.
  await sandbox.until(() => sandbox.calls.filter(isLook).length === 2 * ITEMS);
  reading.release();
  const answers = await answering;

  expect(answers.map(({ status }) => status)).toEqual(numbers.map(() => 200));
  const { dispatches } = await ledger.state();
  const asked = Object.entries(dispatches).map(([key, { item, sent }]) => [item, key, sent]);
  const started = repository.runs.map(({ id, inputs }) => [inputs['item'], inputs['dispatch'], id]);
  expect(started.toSorted()).toEqual(asked.toSorted());
  expect(new Set(started.map(([item]) => item)).size).toBe(ITEMS);
  // One by one they would be two for each item: that it was seen in todo, and which run that has started.
  const [, ...entries] = await ledger.entries();
  expect(entries.length).toBeLessThanOrEqual(ITEMS / 2);
});

const isReading: CallMatch = ({ operationId }) => operationId === 'graphql:query ReadLedger';
const isLook: CallMatch = ({ operationId }) => operationId === 'actions/list-workflow-runs';
