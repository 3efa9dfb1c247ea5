import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import { parse } from 'yaml';
import { startApp } from '../../../src/app/start-app.ts';
import { DEFAULT_STATE_NAMES } from '../../../src/core/states.ts';
import type { Delivery, ProjectHandle } from '../../../src/sandbox/index.ts';
import { PATIENCE } from '../../patience.ts';
import { read } from '../../sandbox/graphql-client.ts';
import { CONFIG, CONFIG_FILE, WORKFLOW, WORKFLOW_FILE } from '../app/fixture.ts';
import { type BoardType, comments, entries, ITEM, stages } from './action-flow.ts';
import { dispatchedRuns } from './dispatched-runs.ts';
import type { FaultWorld } from './fault-sandbox.ts';
import type { Ending, Flow } from './flow.ts';
import { commitComments, makeInvalid } from './kept-config.ts';

const SECRET = "it's a secret";

const manifest: { default_events: string[]; default_permissions: Record<string, 'read' | 'write'> } = parse(
  readFileSync(new URL('../../../app.yml', import.meta.url), 'utf8'),
);

interface AppFaultWorld extends FaultWorld {
  /** Absent where labels are the board. */
  readonly project?: ProjectHandle;
  stop(): Promise<void>;
}

interface AppFlowOptions {
  readonly name: string;
  readonly board?: BoardType;
  readonly fill: (world: AppBoard) => Promise<void>;
  /** What happens on GitHub. */
  readonly happen: (world: AppBoard) => Promise<unknown>;
}

type AppBoard = Omit<AppFaultWorld, 'stop'>;

/** The app from its sources, on a port of its own, told by real webhooks; what it dispatches does not start. */
function appFlow({ name, board = 'github-labels', fill, happen }: AppFlowOptions): Flow<AppFaultWorld> {
  return {
    name,
    // Probot mints by itself; and a dispatch that is sent twice starts two runs, so that a delivery decides.
    notMadeUpFor: ['apps/create-installation-access-token', 'actions/create-workflow-dispatch'],
    async arrange(faults) {
      const owned = await faults.world(({ owner }) => ({
        files: { [CONFIG_FILE]: configOn(board, owner), [WORKFLOW_FILE]: WORKFLOW },
        permissions: manifest.default_permissions,
        events: manifest.default_events,
        webhookSecret: SECRET,
      }));
      const { app, owner, sandbox } = owned;
      const project =
        board === 'github-projects'
          ? sandbox.createProject({
              owner,
              number: 7,
              title: 'Web',
              states: Object.values(DEFAULT_STATE_NAMES),
            })
          : undefined;
      const world: AppBoard = { ...owned, ...(project && { project }) };
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
          patience: PATIENCE,
        },
        {
          now: () => performance.now(),
          runtime: {
            now: () => new Date(),
            sleep: () => Promise.resolve(),
            random: () => 0,
            patience: PATIENCE,
            newId: randomUUID,
          },
          requestLimit: owned.requestLimit,
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
      return {
        labels: stages(world),
        entries: entries(world),
        // A comment holds up nothing: the move is to be seen without it, and another event would not add it.
        comments: /ReadStatus|AddStatus/.test(struck?.key ?? '') ? [] : comments(world),
        commit: await commitComments(world),
        ...dispatchedRuns(world),
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

export const keptFlow = appFlow({
  name: 'the app, going on with the last valid configuration',
  fill: async (world) => {
    world.repository.addIssue({ number: ITEM, title: 'Sort' });
    await makeInvalid(world);
  },
  happen: (world) => world.act('POST', `issues/${ITEM}/labels`, { labels: ['Todo'] }),
});

/** Whose project it is, and what the card shows, is to be asked. */
export const cardFlow = appFlow({
  name: 'the app, told that a card entered todo',
  board: 'github-projects',
  fill: async ({ repository, project }) => {
    repository.addIssue({ number: ITEM, title: 'Sort' });
    project?.addItem({ issue: `${repository.fullName}#${ITEM}`, state: 'Backlog' });
  },
  happen: drag,
});

async function drag({ sandbox, repository, project, person }: AppBoard): Promise<void> {
  const [card] = project?.itemsOf(`${repository.fullName}#${ITEM}`) ?? [];
  const option = project?.options().find(({ name }) => name === 'Todo');
  const { node } = await read<{ node: { field: { id: string } } }>(
    sandbox,
    person.token,
    'query ($id: ID!) { node(id: $id) { ... on ProjectV2 { field(name: "Status") { ... on ProjectV2SingleSelectField { id } } } } }',
    { id: project?.id },
  );
  await read(
    sandbox,
    person.token,
    `mutation ($project: ID!, $item: ID!, $field: ID!, $option: String!) { updateProjectV2ItemFieldValue(input: {
      projectId: $project, itemId: $item, fieldId: $field, value: { singleSelectOptionId: $option }
    }) { clientMutationId } }`,
    { project: project?.id, item: card?.id, field: node.field.id, option: option?.id },
  );
}

function configOn(board: BoardType, owner: string): string {
  if (board === 'github-labels') return CONFIG;
  return CONFIG.replace('{ type: github-labels }', `{ type: github-projects, owner: ${owner}, number: 7 }`);
}
