import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import { parse } from 'yaml';
import { startApp } from '../../../src/app/start-app.ts';
import type { Delivery } from '../../../src/sandbox/index.ts';
import { CONFIG, CONFIG_FILE, WORKFLOW, WORKFLOW_FILE } from '../app/fixture.ts';
import { comments, entries, ITEM, stages } from './action-flow.ts';
import type { FaultWorld } from './fault-sandbox.ts';
import type { Ending, Flow } from './flow.ts';

const SECRET = "it's a secret";

const manifest: { default_events: string[]; default_permissions: Record<string, 'read' | 'write'> } = parse(
  readFileSync(new URL('../../../app.yml', import.meta.url), 'utf8'),
);

interface AppFaultWorld extends FaultWorld {
  stop(): Promise<void>;
}

interface AppFlowOptions {
  readonly name: string;
  readonly fill: (world: FaultWorld) => Promise<void>;
  /** What happens on GitHub. */
  readonly happen: (world: FaultWorld) => Promise<void>;
}

/** The app from its sources, on a port of its own, told by real webhooks; what it dispatches does not start. */
function appFlow({ name, fill, happen }: AppFlowOptions): Flow<AppFaultWorld> {
  return {
    name,
    // Probot mints by itself; and a dispatch that is sent twice starts two runs, so that a delivery decides.
    notMadeUpFor: ['apps/create-installation-access-token', 'actions/create-workflow-dispatch'],
    async arrange(faults, timeoutMs) {
      const world = await faults.world(() => ({
        files: { [CONFIG_FILE]: CONFIG, [WORKFLOW_FILE]: WORKFLOW },
        permissions: manifest.default_permissions,
        events: manifest.default_events,
        webhookSecret: SECRET,
      }));
      const { app, sandbox } = world;
      sandbox.holdRuns(
        ({ inputs, actor }) => actor === `${app.slug}[bot]` && inputs['agent'] !== 'splitting',
      );
      await fill(world);
      const running = await startApp(
        {
          appId: app.id,
          privateKey: app.privateKey,
          webhookSecret: SECRET,
          host: '127.0.0.1',
          port: 0,
          logLevel: 'fatal',
          apiUrl: sandbox.apiUrl,
        },
        {
          now: () => performance.now(),
          outside: {
            now: () => new Date(),
            sleep: () => Promise.resolve(),
            random: () => 0,
            newId: randomUUID,
          },
          requestTimeoutMs: timeoutMs,
        },
      );
      app.setWebhookUrl(running.webhookUrl);
      return { ...world, stop: () => running.stop() };
    },
    async play(world) {
      await happen(world);
      await world.sandbox.idle();
      const [failed] = failures(world);
      return failed ? endingOf(failed) : { outcome: 'acted', reason: 'dispatched', message: '' };
    },
    async recover(world) {
      for (const { id } of failures(world)) world.sandbox.redeliver(id);
      await world.sandbox.idle();
      expect(failures(world).map(endingOf)).toEqual([]);
    },
    look: async (world, struck) => {
      const runs = world.sandbox.runs(world.repository.fullName);
      const dispatched = runs.map(({ inputs }) => JSON.stringify(inputs).replaceAll(world.owner, 'acme'));
      const unanswered = world.sandbox.calls.filter(
        ({ operationId, status, by }) =>
          operationId === 'actions/create-workflow-dispatch' &&
          by.login === `${world.app.slug}[bot]` &&
          status === 502,
      );
      const doubled = dispatched.length - new Set(dispatched).size;
      return {
        labels: stages(world),
        entries: entries(world),
        // A comment holds up nothing: the move is to be seen without it, and another event would not add it.
        comments: /ReadStatus|AddStatus/.test(struck?.key ?? '') ? [] : comments(world),
        runs: [...new Set(dispatched)].sort(),
        // Sending is at least once: a dispatch that took effect unnoticed is sent again, and its run finds nothing to do.
        doubled: Math.max(0, doubled - unanswered.length),
      };
    },
    leave: (world) => world.stop(),
  };
}

/** The last delivery of each webhook that GitHub lists as failed. */
function failures({ sandbox, app }: FaultWorld): readonly Delivery[] {
  const last = new Map(
    sandbox.deliveries.filter((delivery) => delivery.app === app.slug).map((one) => [one.guid, one]),
  );
  return [...last.values()].filter(({ statusCode }) => statusCode !== 200);
}

function endingOf({ response, status }: Delivery): Ending {
  const { reason = status, error = '' } = JSON.parse(response?.body ?? '{}') as Record<string, string>;
  return { outcome: 'failed', reason, message: error };
}

export const mergeFlow = appFlow({
  name: 'the app, told of a merge',
  fill: async ({ repository }) => {
    repository.addIssue({ number: ITEM, title: 'Sort', labels: ['In review'] });
    await repository.addPullRequest({
      number: 600,
      title: 'Sort',
      body: `Closes #${ITEM}`,
      head: 'topic',
      files: { 'sort.ts': 'export {};\n' },
    });
  },
  happen: (world) => world.act('PUT', 'pulls/600/merge'),
});

export const enteredTodoFlow = appFlow({
  name: 'the app, told that an item entered todo',
  fill: async ({ repository }) => {
    repository.addIssue({ number: ITEM, title: 'Sort' });
  },
  happen: (world) => world.act('POST', `issues/${ITEM}/labels`, { labels: ['Todo'] }),
});

export const splittingFlow = appFlow({
  name: 'the app, told of the end of splitting',
  fill: async ({ repository }) => {
    repository.addIssue({ number: ITEM, title: 'Sort', labels: ['Splitting'] });
  },
  happen: async (world) => {
    const inputs = { project: 'web', agent: 'splitting', item: `${world.repository.fullName}#${ITEM}` };
    await world.act('POST', 'actions/workflows/interlock.yml/dispatches', { ref: 'main', inputs });
  },
});
