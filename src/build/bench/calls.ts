import { startAppProcess } from '../../cli/incident/app-process.ts';
import type { Call } from '../../sandbox/index.ts';
import type { Figure, FigureGroup } from './figure.ts';
import { arrangeWorld, type BenchWorld } from './world.ts';

interface Decision {
  readonly name: string;
  /** The App is installed once its server has looked for what happened before its start. */
  readonly isApps?: boolean;
  /** A world of its own for each decision. Returns what proves that it was this decision. */
  decide(world: BenchWorld): Promise<void>;
}

const backlogManager = { project: 'web', agent: 'backlog-manager' };

const decisions: readonly Decision[] = [
  {
    name: 'backlog-manager selects one of three',
    decide: async (world) => {
      for (const number of [1, 2, 3]) addIssue(world, number, 'Backlog');
      await world.run('interlock.yml', backlogManager);
      expectLabel(world, 1, 'Todo');
    },
  },
  {
    name: 'backlog-manager finds three blocked',
    decide: async (world) => {
      addIssue(world, 9, 'Planning');
      for (const number of [1, 2, 3]) addIssue(world, number, 'Backlog', [9]);
      await world.run('interlock.yml', backlogManager);
      expectLabel(world, 1, 'Backlog');
    },
  },
  {
    name: 'backlog-manager finds no free capacity',
    decide: async (world) => {
      for (const number of [1, 2]) addIssue(world, number, 'Backlog');
      addIssue(world, 3, 'In progress');
      await world.run('interlock.yml', backlogManager);
      expectLabel(world, 1, 'Backlog');
    },
  },
  {
    name: 'implementation opens a pull request',
    decide: async (world) => {
      addIssue(world, 1, 'Todo');
      await world.run('interlock.yml', { project: 'web', agent: 'implementation', item: 'acme/web#1' });
      expectLabel(world, 1, 'In review');
    },
  },
  { name: 'task: move, moved', decide: (world) => move(world, 'Backlog', 'In progress') },
  { name: 'task: move, noop', decide: (world) => move(world, 'In progress', 'In progress') },
  { name: 'task: move, refused', decide: (world) => move(world, 'Done', 'Done') },
  {
    name: 'app: pull request merged',
    isApps: true,
    decide: async (world) => {
      addIssue(world, 1, 'In review');
      await world.repository.addPullRequest({
        number: 2,
        title: 'One',
        body: 'Closes #1',
        head: 'one',
        files: { 'one.md': 'one\n' },
      });
      await withApp(world, () => world.act('PUT', 'pulls/2/merge', {}));
      expectLabel(world, 1, 'Merged');
    },
  },
  { name: 'app: ignored event, the first one', isApps: true, decide: (world) => labelTimes(world, 1) },
  { name: 'app: ignored events, ten', isApps: true, decide: (world) => labelTimes(world, 10) },
];

/** What the app asks after its start, whatever happens then. */
const OF_THE_START = new Set(['apps/list-installations', 'apps/list-webhook-deliveries']);

/** What each decision costs, counted by the stand-in. People's own calls are left out. */
export const calls: FigureGroup = {
  name: 'calls',
  title: 'API calls and rate-limit points of each decision',
  measure: async () => {
    const figures: Figure[] = [];
    for (const ledger of ['on', 'off'] as const) {
      for (const decision of decisions) figures.push(...(await costOf(decision, ledger)));
    }
    return figures;
  },
};

async function costOf(
  { name: what, isApps = false, decide }: Decision,
  ledger: 'on' | 'off',
): Promise<readonly Figure[]> {
  await using world = await arrangeWorld({ ledger });
  if (!isApps) world.install();
  // What a decision starts is another decision.
  world.sandbox.holdRuns(({ inputs }) => (inputs['dispatch'] ?? '') !== '');
  await decide(world);
  const ours = world.sandbox.calls.filter(
    ({ by, operationId }) => by.kind !== 'person' && !OF_THE_START.has(operationId),
  );
  const name = ledger === 'on' ? what : `${what} (ledger: off)`;
  return [
    { name, value: ours.length, unit: 'calls' },
    { name, value: total(ours, 'primary'), unit: 'points an hour' },
    { name, value: total(ours, 'secondary'), unit: 'points a minute' },
  ];
}

function total(ours: readonly Call[], limit: keyof Call['cost']): number {
  return ours.reduce((sum, { cost }) => sum + cost[limit], 0);
}

function addIssue({ repository }: BenchWorld, number: number, label: string, blockedBy: number[] = []): void {
  repository.addIssue({ number, title: `Item ${number}`, labels: [label], blockedBy });
}

async function move(world: BenchWorld, from: string, to: string): Promise<void> {
  addIssue(world, 1, from);
  await world.run('move.yml', { item: 'acme/web#1' });
  expectLabel(world, 1, to);
}

async function labelTimes(world: BenchWorld, times: number): Promise<void> {
  addIssue(world, 1, 'Backlog');
  await withApp(world, async () => {
    for (let count = 0; count < times; count += 1) {
      await world.act('POST', 'issues/1/labels', { labels: [`bug ${count}`] });
      await world.sandbox.idle();
    }
  });
}

/** With the real app listening, and no run ever getting a runner: what is counted is the app's alone. */
async function withApp(world: BenchWorld, act: () => Promise<void>): Promise<void> {
  const { sandbox, app, webhookSecret } = world;
  sandbox.holdRuns(() => true);
  await using process = await startAppProcess({
    appId: app.id,
    privateKey: app.privateKey,
    webhookSecret,
    gitHubHost: new URL(sandbox.url).host,
  });
  app.setWebhookUrl(process.webhookUrl);
  world.install();
  await act();
  await sandbox.idle();
}

/** A figure of a decision that was not taken would be a lie. */
function expectLabel({ repository }: BenchWorld, number: number, label: string): void {
  const { labels } = repository.issue(number);
  if (labels.join() !== label) throw new Error(`#${number} has [${labels.join(', ')}], expected ${label}`);
}
