import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { AppProcess, DecisionLine } from './app-process.ts';
import { type Project, type StartWorld, startStartWorld } from './start-world.ts';

const LOOK = 'looked at all projects after the start';

/** One story in several tests, of which each goes on where the one before ended. */
describe('a server that was down while items entered Todo', () => {
  let world: StartWorld;
  let web: Project;
  let api: Project;
  /** In their order. */
  let undelivered: readonly string[];
  /** Projects in which nothing is to be made good, by name. */
  let others: Readonly<Record<'observed' | 'off' | 'paused' | 'lost' | 'workflow', Project>>;

  beforeAll(async () => {
    world = await startStartWorld();
    world.install('acme');
    world.install('globex');
    web = await world.repository('acme/web');
    api = await world.repository('globex/api');
    others = {
      observed: await world.repository('acme/observed', { keys: 'ledger: on\nmode: observe' }),
      off: await world.repository('acme/off', { keys: 'ledger: off', hasLedger: false }),
      paused: await world.repository('acme/paused'),
      lost: await world.repository('acme/lost', { hasLedger: false }),
      workflow: await world.repository('acme/workflow', { keys: 'ledger: on\nrouter: workflow' }),
    };
    await world.repository('acme/plain', { hasConfig: false });
    await others.paused.pause();
    for (const project of [web, ...Object.values(others)]) {
      project.addIssue({ number: 538, title: 'Sort by date' });
      await project.moveToTodo(538);
    }
    api.addIssue({ number: 1, title: 'Filter', labels: ['Backlog'] });
    await world.sandbox.idle();
    undelivered = world.sandbox.deliveries.map(({ guid }) => guid);
  });

  afterAll(() => world[Symbol.asyncDispose]());

  const startedElsewhere = (): readonly (readonly string[])[] => {
    const { off: _, ...rest } = others;
    return Object.values(rest).map((project) => project.started());
  };

  test('makes good after its start what nobody heard of, and says so project by project', async () => {
    expect(world.sandbox.deliveries.filter(({ statusCode }) => statusCode !== 502)).toEqual([]);
    await using app = await world.start();
    await app.says(LOOK);
    expect(linesOf(app, 'start')).toMatchObject({
      'acme/web': { outcome: 'acted', reason: 'reconciled', run: { id: expect.any(Number) } },
      'globex/api': { outcome: 'acted', reason: 'reconciled' },
      'acme/observed': { outcome: 'skipped', reason: 'observed' },
      'acme/off': { outcome: 'skipped', reason: 'ledger-off' },
      'acme/paused': { outcome: 'skipped', reason: 'paused' },
      'acme/lost': { outcome: 'failed', reason: 'ledger-missing' },
      'acme/workflow': { outcome: 'skipped', reason: 'other-router' },
    });
    expect(Object.keys(linesOf(app, 'start'))).toHaveLength(7);
    expect(linesOf(app, 'start')['acme/web']?.detail).toContain('a person moved acme/web#538 to todo');
    expect(web.started()).toEqual(['implementation 538']);
    expect(api.started()).toEqual(['backlog-manager']);
    expect([...startedElsewhere(), others.off.started()].flat()).toEqual([]);
  });

  test('has GitHub send again what was not delivered, which starts nothing for a second time', async () => {
    world.sandbox.passTime(120);
    await using app = await world.start();
    await app.says('"event":"sweep"');
    await world.sandbox.idle();
    await app.says(LOOK);
    const again = world.sandbox.deliveries.filter(({ redelivery }) => redelivery);
    expect(again.map(({ guid }) => guid)).toEqual(undelivered);
    expect(linesOf(app, 'issues')).toMatchObject({
      'acme/web': { outcome: 'skipped', reason: 'already-known' },
      'acme/off': { outcome: 'acted', reason: 'dispatched' },
      'acme/lost': { outcome: 'failed', reason: 'ledger-missing' },
    });
    expect(web.started()).toEqual(['implementation 538']);
    expect(others.off.started()).toEqual(['implementation 538']);
    expect(startedElsewhere().flat()).toEqual([]);
  });

  test('leaves alone what was delivered by then, and what a person has to mend', async () => {
    const before = world.sandbox.deliveries.length;
    expect(world.sandbox.deliveries.findLast(({ statusCode }) => statusCode !== 200)?.statusCode).toBe(422);
    world.sandbox.passTime(900);
    await using app = await world.start();
    await app.says(LOOK);
    await world.sandbox.idle();
    expect(world.sandbox.deliveries).toHaveLength(before);
    expect(linesOf(app, 'sweep')).toEqual({});
    expect(web.started()).toEqual(['implementation 538']);
  });

  test('ends its look when it is asked to stop, after the project that it looks at', async () => {
    const app = await world.start();
    const reading = world.sandbox.hold(({ operationId }) => operationId === 'graphql:query ReadLedger');
    await reading.reached;
    app.signal('SIGTERM');
    await app.says('stopping');
    reading.release();
    expect(await app.exited).toEqual([0, null]);
    const look = app.output.find((line) => line.includes(LOOK)) ?? '{}';
    expect(JSON.parse(look)).toMatchObject({ cut: 'stopped', projects: 1 });
    expect(Object.values(linesOf(app, 'start'))).toMatchObject([{ reason: 'nothing-due' }]);
  });
});

/** The last decision line of an event, by repository. */
function linesOf({ decisions }: AppProcess, event: string): Readonly<Record<string, DecisionLine>> {
  const lines = decisions.filter((line) => line.event === event);
  return Object.fromEntries(lines.map((line) => [line.repository ?? '', line]));
}
