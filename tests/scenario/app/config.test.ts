import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type AppWorld, startAppWorld, type TestRepository } from './app-world.ts';
import { CONFIG, CONFIG_FILE } from './fixture.ts';

let world: AppWorld;

beforeAll(async () => {
  world = await startAppWorld();
  world.install('acme');
});

afterAll(() => world[Symbol.asyncDispose]());

const REVERSED = CONFIG.replace(
  'backlog-manager: {}',
  'backlog-manager: { triggers: { entered-backlog: false } }',
);

async function write(repository: TestRepository, text: string) {
  const current = (await repository.act('GET', `contents/${CONFIG_FILE}`)) as { sha: string };
  await repository.act('PUT', `contents/${CONFIG_FILE}`, {
    message: 'Change the configuration',
    content: Buffer.from(text).toString('base64'),
    sha: current.sha,
  });
}

function readsOf(repository: TestRepository) {
  return repository.calls.filter(({ operationId }) => operationId === 'repos/get-content');
}

describe('a configuration', () => {
  test('that is not there makes every event of its repository none of our business', async () => {
    const repository = await world.repository({ config: null });
    repository.addIssue({ number: 1, title: 'Sort' });
    const first = await repository.label(1, 'Todo');
    expect(first.line).toMatchObject({ outcome: 'skipped', reason: 'config-missing' });
    expect(first.delivery.statusCode).toBe(200);
    const second = await repository.label(1, 'Backlog');
    expect(second.line).toMatchObject({ reason: 'config-missing', apiCalls: 0 });
  });

  test('that is malformed is reported, moves nothing, and loses nothing: mended, the event works', async () => {
    const repository = await world.repository({ config: 'version: 1\nproject: Web!\n' });
    repository.addIssue({ number: 1, title: 'Sort' });
    const { delivery, line } = await repository.label(1, 'Todo');
    expect(line).toMatchObject({ outcome: 'failed', reason: 'config-invalid' });
    expect(line.detail).toMatch(/\.github\/interlock\.yml: project: found "Web!", expected a slug/);
    expect(delivery).toMatchObject({ statusCode: 422 });
    expect(repository.runs).toEqual([]);

    await write(repository, CONFIG);
    const again = await world.redeliver(delivery);
    expect(again.delivery.statusCode).toBe(200);
    expect(again.line).toMatchObject({ outcome: 'acted', reason: 'dispatched' });
    expect(repository.runs).toMatchObject([{ inputs: { agent: 'implementation' } }]);
  });

  test('is asked for before every act, which costs no rate limit while it is unchanged', async () => {
    const repository = await world.repository();
    repository.addIssue({ number: 1, title: 'Sort' });
    repository.addIssue({ number: 2, title: 'Filter' });
    await repository.label(1, 'Backlog');
    await repository.label(2, 'Todo');
    const [first, ...later] = readsOf(repository).map(({ status, cost }) => [status, cost.primary]);
    expect(first).toEqual([200, 1]);
    // The end of a run is an event too.
    expect(later.length).toBeGreaterThan(0);
    expect(later).toEqual(later.map(() => [304, 0]));
  });

  test('that has changed unseen decides about an act all the same', async () => {
    const repository = await world.repository();
    repository.addIssue({ number: 1, title: 'Sort' });
    await repository.label(1, 'bug');
    const lost = world.sandbox.holdDeliveries(({ event }) => event === 'push');
    await write(repository, REVERSED);
    await lost.reached;
    lost.drop();
    const { line } = await repository.label(1, 'Backlog');
    expect(line).toMatchObject({ outcome: 'skipped', reason: 'agent-disabled' });
    expect(repository.runs).toEqual([]);
  });

  test('that was pushed is read before the next event, even one that the old one ignored', async () => {
    const repository = await world.repository({ config: REVERSED });
    repository.addIssue({ number: 1, title: 'Sort' });
    expect((await repository.label(1, 'Backlog')).line).toMatchObject({ reason: 'agent-disabled' });
    await write(repository, CONFIG);
    const push = await repository.decided('push');
    expect(push.line).toMatchObject({ outcome: 'skipped', reason: 'no-trigger', apiCalls: 0 });
    repository.addIssue({ number: 2, title: 'Filter' });
    expect((await repository.label(2, 'Backlog')).line).toMatchObject({ reason: 'dispatched' });
  });

  test('is not read again because of other files', async () => {
    const repository = await world.repository();
    repository.addIssue({ number: 1, title: 'Sort' });
    await repository.label(1, 'bug');
    await repository.act('PUT', 'contents/NOTES.md', { message: 'Notes', content: 'aGk=' });
    const { line } = await repository.decided('push');
    expect(line).toMatchObject({ reason: 'no-trigger' });
    await repository.label(1, 'feature');
    expect(readsOf(repository)).toHaveLength(1);
  });
});
