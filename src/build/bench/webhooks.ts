import { createHmac } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildBundle } from '../bundles.ts';
import { writeFiles } from '../write-files.ts';
import { type FigureGroup, median } from './figure.ts';
import { flood } from './flood.ts';
import { type ServerProcess, startServer } from './server-process.ts';
import { arrangeWorld, type BenchWorld } from './world.ts';

const ROUNDS = 7;
const REQUESTS = 4000;
const CONNECTIONS = 16;
const AIM = 0.9;

/**
 * Signed deliveries of an event that concerns no agent. Both servers write one line for each. Rounds take turns, so
 * that a slow moment of the machine slows both, and the first one only warms up.
 */
export const webhooks: FigureGroup = {
  name: 'webhooks',
  title: `Ignored webhooks (medians of ${ROUNDS} rounds of ${REQUESTS}, ${CONNECTIONS} at a time)`,
  measure: async (root) => {
    await using world = await arrangeWorld();
    const folder = await mkdtemp(join(tmpdir(), 'bench-webhooks-'));
    try {
      const bare = await bundleBareProbot(root, folder);
      await using probot = await startServer(bare, environmentOf(world));
      await using app = await startServer(join(root, 'dist/app/main.js'), environmentOf(world));
      const body = await ignoredPayload(world, app);
      const speeds = { app: [] as number[], probot: [] as number[] };
      for (let round = 0; round <= ROUNDS; round += 1) {
        const measured = { probot: await speedOf(probot, body, world), app: await speedOf(app, body, world) };
        if (round === 0) continue;
        speeds.app.push(measured.app);
        speeds.probot.push(measured.probot);
      }
      const [ours, theirs] = [median(speeds.app), median(speeds.probot)];
      return [
        { name: 'size of the payload', value: body.byteLength / 1024, unit: 'KB' },
        { name: 'bare Probot', value: Math.round(theirs), unit: 'a second' },
        { name: 'app', value: Math.round(ours), unit: 'a second' },
        { name: 'app', value: ours / theirs, unit: 'x bare Probot', aim: { atLeast: AIM } },
      ];
    } finally {
      await rm(folder, { recursive: true });
    }
  },
};

/** Bundled like the app, so that both have read the same kind of file when they start. */
async function bundleBareProbot(root: string, folder: string): Promise<string> {
  const bundle = { folder: '.', entries: ['build/bench/bare-probot.ts'], demonstration: false };
  const { files } = await buildBundle(bundle, root);
  await writeFiles(folder, files);
  await writeFile(join(folder, 'package.json'), '{"type":"module"}');
  return join(folder, 'bare-probot.js');
}

function environmentOf({ sandbox, app, webhookSecret }: BenchWorld): Record<string, string> {
  return {
    APP_ID: String(app.id),
    PRIVATE_KEY: app.privateKey,
    WEBHOOK_SECRET: webhookSecret,
    GHE_HOST: new URL(sandbox.url).host,
    GHE_PROTOCOL: 'http',
    LOG_LEVEL: 'info',
    LOG_FORMAT: 'json',
    NO_SMEE_SETUP: 'true',
  };
}

/** A label that is no stage, put on by a person. The app has then read the configuration once, as it would have. */
async function ignoredPayload(world: BenchWorld, app: ServerProcess): Promise<Buffer> {
  world.app.setWebhookUrl(`http://127.0.0.1:${app.port}/api/github/webhooks`);
  world.repository.addIssue({ number: 1, title: 'Sort by date', labels: ['Backlog'] });
  await world.act('POST', 'issues/1/labels', { labels: ['bug'] });
  await world.sandbox.idle();
  const delivery = world.sandbox.deliveries.find(
    ({ event, action }) => event === 'issues' && action === 'labeled',
  );
  if (delivery?.statusCode !== 200) throw new Error(`the app answered ${delivery?.statusCode ?? 'nothing'}`);
  return Buffer.from(JSON.stringify(delivery.request.payload));
}

function speedOf({ port }: ServerProcess, body: Buffer, { webhookSecret }: BenchWorld): Promise<number> {
  const head = [
    'POST /api/github/webhooks HTTP/1.1',
    `Host: 127.0.0.1:${port}`,
    'User-Agent: GitHub-Hookshot/044aadd',
    'Accept: */*',
    'Content-Type: application/json',
    `Content-Length: ${body.byteLength}`,
    'X-GitHub-Event: issues',
    'X-GitHub-Delivery: 72d3162e-cc78-11e3-81ab-4c9367dc0958',
    `X-Hub-Signature-256: sha256=${createHmac('sha256', webhookSecret).update(body).digest('hex')}`,
    '\r\n',
  ].join('\r\n');
  const request = Buffer.concat([Buffer.from(head), body]);
  return flood({ port, requests: REQUESTS, connections: CONNECTIONS, request });
}
