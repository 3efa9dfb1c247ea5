import { expect, test } from 'vitest';
import { itemKey } from '../../../src/core/item-id.ts';
import { NO_BUDGET } from '../../../src/core/ledger/budget.ts';
import { itemSubject } from '../../../src/core/ledger/claim-subject.ts';
import { claimSubjects } from '../../../src/core/ledger/protocol/claim-subjects.ts';
import { releaseClaim } from '../../../src/core/ledger/protocol/release-claim.ts';
import { drive } from '../../../src/ledger/ledger-world.ts';
import type { Call } from '../../../src/sandbox/index.ts';
import { createLedgerTestWorld, move } from './ledger-test-world.ts';

const run = { id: 7, attempt: 1 };

test('a claim is two calls, and giving it up are two more', async () => {
  await using world = await createLedgerTestWorld();
  const item = itemKey(world.addItem('Todo'));
  const actor = world.actor({ run });
  const claim = {
    id: 'mine',
    agent: 'implementation',
    run,
    subjects: [itemSubject(item)],
    dispatch: { kind: 'manual', cause: 'by hand' },
    item,
    budget: NO_BUDGET,
  } as const;
  expect(await drive(claimSubjects(claim), actor)).toMatchObject({ kind: 'held' });
  expect(world.operations()).toEqual(['query ReadLedger', 'mutation AppendToLedger']);
  const subjects = claim.subjects;
  const end = await drive(releaseClaim({ id: 'end', claim: 'mine', subjects }), actor);
  expect(end).toMatchObject({ kind: 'released' });
  expect(world.operations()).toEqual(['query ReadLedger', 'mutation AppendToLedger']);
});

test('a dispatch carries its key, and says which run came of it', async () => {
  await using world = await createLedgerTestWorld();
  const workflow = `
on: { workflow_dispatch: { inputs: { project: {}, agent: {}, item: {}, cause: {}, dispatch: {} } } }
jobs: { one: { runs-on: ubuntu-latest, steps: [{ run: 'true' }] } }
`;
  await world.asPerson('PUT', 'contents/.github/workflows/interlock.yml', {
    message: 'x',
    branch: 'main',
    content: Buffer.from(workflow).toString('base64'),
  });
  const dispatch = {
    agent: 'implementation',
    item: 'acme/web#538',
    cause: 'entered-todo',
    at: '2026-11-02T09:00:00Z',
    sent: null,
    acceptedBy: null,
  };
  const key = 'implementation:acme/web#538:12';
  const sent = await world.actor().send({ kind: 'send', key, dispatch });
  const [started] = world.sandbox.runs('acme/web');
  expect(sent).toEqual({
    kind: 'sent',
    run: started?.id,
    url: expect.stringMatching(`/acme/web/actions/runs/${started?.id}$`),
  });
  expect(started?.inputs).toEqual({
    project: 'web',
    agent: 'implementation',
    item: 'acme/web#538',
    cause: 'entered-todo',
    dispatch: key,
  });
});

test('a dispatch whose answer is lost is in doubt, and one without a workflow is refused', async () => {
  await using world = await createLedgerTestWorld();
  const dispatch = { agent: 'a', item: null, cause: 'x', at: '', sent: null, acceptedBy: null };
  const send = () => world.actor().send({ kind: 'send', key: 'a:project:2', dispatch });
  expect(await send()).toMatchObject({ kind: 'denied', reason: 'workflow-missing' });
  const isDispatch = ({ operationId }: Call) => operationId === 'actions/create-workflow-dispatch';
  world.sandbox.inject({ match: isDispatch, fault: { kind: 'status', status: 502 } });
  expect(await send()).toMatchObject({ kind: 'ambiguous', reason: 'github-unavailable' });
});

test('a write that a limit stopped leaves the move decided, for somebody to write later', async () => {
  await using world = await createLedgerTestWorld();
  const item = world.addItem();
  const isWrite = ({ operationId }: Call) => operationId === 'graphql:mutation MoveLabel';
  world.sandbox.inject({ match: isWrite, fault: { kind: 'secondary-limit', retryAfter: 60 } });
  expect(await move(world.actor(), item)).toMatchObject({ outcome: 'failed', reason: 'rate-limited' });
  expect((await world.state()).items[itemKey(item)]).toMatchObject({ move: { to: 'todo' } });
});

test('a write that GitHub refuses for good gives the move up in the ledger, too', async () => {
  await using world = await createLedgerTestWorld();
  const item = world.addItem();
  world.sandbox.failField({ field: 'Mutation.addLabelsToLabelable', type: 'FORBIDDEN', message: 'No.' });
  world.sandbox.failField({ field: 'Mutation.removeLabelsFromLabelable', type: 'FORBIDDEN', message: 'No.' });
  expect(await move(world.actor(), item)).toMatchObject({ outcome: 'failed', reason: 'permission-missing' });
  expect((await world.state()).items[itemKey(item)]?.move ?? null).toBeNull();
  expect(world.stateOf(item)).toEqual(['Backlog']);
});
