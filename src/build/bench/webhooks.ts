import { createHmac } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildBundle } from '../bundles.ts';
import { writeFiles } from '../write-files.ts';
import { type Figure, type FigureGroup, median } from './figure.ts';
import { flood } from './flood.ts';
import { type ServerProcess, startServer } from './server-process.ts';
import { arrangeWorld, type BenchWorld } from './world.ts';

const ROUNDS = 7;
const REQUESTS = 4000;
const CONNECTIONS = 16;
const AIM = 0.9;

/**
 * Signed deliveries of an event that concerns no agent. At level info both servers write a line for each, at warn
 * neither does.
 */
export const webhooks: FigureGroup = {
  name: 'webhooks',
  title: `Ignored webhooks (medians of ${ROUNDS} rounds of ${REQUESTS}, ${CONNECTIONS} at a time)`,
  measure: async (root) => {
    await using world = await arrangeWorld();
    world.install();
    const folder = await mkdtemp(join(tmpdir(), 'bench-webhooks-'));
    try {
      const scripts = { app: join(root, 'dist/app/main.js'), probot: await bundleBareProbot(root, folder) };
      return [...(await compare(scripts, world, 'info')), ...(await compare(scripts, world, 'warn'))];
    } finally {
      await rm(folder, { recursive: true });
    }
  },
};

/** Rounds take turns, so that a slow moment of the machine slows both, and the first one only warms up. */
async function compare(
  scripts: { readonly app: string; readonly probot: string },
  world: BenchWorld,
  level: 'info' | 'warn',
): Promise<readonly Figure[]> {
  const env = { ...environmentOf(world), LOG_LEVEL: level };
  await using probot = await startServer(scripts.probot, env);
  await using app = await startServer(scripts.app, env);
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
    { name: `bare Probot, level ${level}`, value: Math.round(theirs), unit: 'a second' },
    { name: `app, level ${level}`, value: Math.round(ours), unit: 'a second' },
    { name: `app, level ${level}`, value: ours / theirs, unit: 'x bare Probot', aim: { atLeast: AIM } },
  ];
}

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
    LOG_FORMAT: 'json',
    NO_SMEE_SETUP: 'true',
  };
}

/** A label that is no stage, put on by a person. The app has then read the configuration once, as it would have. */
async function ignoredPayload(world: BenchWorld, app: ServerProcess): Promise<Buffer> {
  world.app.setWebhookUrl(`http://127.0.0.1:${app.port}/api/github/webhooks`);
  const { number } = world.repository.addIssue({ title: 'Sort by date', labels: ['Backlog'] });
  await world.act('POST', `issues/${number}/labels`, { labels: ['bug'] });
  await world.sandbox.idle();
  const delivery = world.sandbox.deliveries.findLast(
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
