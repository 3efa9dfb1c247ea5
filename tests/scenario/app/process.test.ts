import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startAppProcess } from './app-process.ts';
import { type AppWorld, startAppWorld } from './app-world.ts';

let world: AppWorld;

beforeAll(async () => {
  world = await startAppWorld();
  world.install('acme');
});

afterAll(() => world[Symbol.asyncDispose]());

describe('the process', () => {
  test('says what is missing from its environment, without a stack, and ends with 1', async () => {
    const started = startAppProcess(world.bundle, { APP_ID: '1' });
    await expect(started).rejects.toThrow(
      /exit code 1:\nThe environment is not complete:\n.*PRIVATE_KEY: found nothing, expected .*\n.*WEBHOOK_SECRET.*\nSet the variables and start again\.$/,
    );
  });

  test('says that its port is taken', async () => {
    const { port } = new URL(world.app.webhookUrl);
    const started = startAppProcess(world.bundle, { ...world.environment, PORT: port });
    await expect(started).rejects.toThrow(/exit code 1:\nThe app could not start.*EADDRINUSE/s);
  });

  test('says where it listens, however little it is to log', async () => {
    await using app = await startAppProcess(world.bundle, { ...world.environment, LOG_LEVEL: 'fatal' });
    expect((await fetch(new URL('/ping', app.webhookUrl))).status).toBe(200);
  });

  test('answers what it has begun before it obeys SIGTERM, and accepts nothing new', async () => {
    const repository = await world.repository();
    repository.addIssue({ number: 538, title: 'Sort by date' });
    const { delivery } = await repository.label(538, 'Backlog');
    await using app = await startAppProcess(world.bundle, world.environment);
    await app.says('looked at all projects after the start');
    const config = world.sandbox.hold(({ operationId }) => operationId === 'repos/get-content');
    const answer = world.post({ event: 'issues', payload: delivery.request.payload, to: app });
    await config.reached;

    app.signal('SIGTERM');
    await app.says('stopping');
    await expect(fetch(new URL('/ping', app.webhookUrl))).rejects.toThrow('fetch failed');
    config.release();

    const response = await answer;
    expect(response.status).toBe(200);
    // Otherwise a sender that keeps its connection would keep the process.
    expect(response.headers.get('connection')).toBe('close');
    expect(await app.exited).toEqual([0, null]);
    const answered = app.decisions.filter(({ event }) => event !== 'start');
    expect(answered).toMatchObject([{ event: 'issues', outcome: 'acted', reason: 'dispatched' }]);
    await world.sandbox.idle();
    expect(repository.runs).toHaveLength(2);
  });
});
