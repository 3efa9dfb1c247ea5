import { expect, test } from 'vitest';
import { addLedger } from '../ledger/ledger-view.ts';
import { type ActionRun, type ActionWorld, createActionWorld, type WorldOptions } from './action-world.ts';

type Permissions = Readonly<Record<string, 'read' | 'write'>>;

const LABELS = `version: 1
isolation: none
project: web
ledger: off
board: { type: github-labels }
agents:
  backlog-manager: {}
  implementation: { engine: command, command: 'echo done > done.md' }
`;
const PROJECT = LABELS.replace(
  '{ type: github-labels }',
  '{ type: github-projects, owner: acme, number: 7 }',
);

const LEDGER = LABELS.replace('ledger: off', 'ledger: on');

/** Of an App as `app.yml` has it. */
const APP = {
  actions: 'write',
  contents: 'write',
  issues: 'write',
  organization_projects: 'write',
  pull_requests: 'write',
} as const;

const TASKS = {
  move: { workflow: 'move.yml', inputs: { item: 'acme/web#538', destination: 'Todo' }, stage: 'Backlog' },
  'backlog-manager': {
    workflow: 'interlock.yml',
    inputs: { project: 'web', agent: 'backlog-manager' },
    stage: 'Backlog',
  },
  implementation: {
    workflow: 'interlock.yml',
    inputs: { project: 'web', agent: 'implementation', item: 'acme/web#538' },
    stage: 'Todo',
  },
  route: { workflow: 'interlock-route.yml', inputs: {}, stage: 'Backlog' },
} as const;

type Task = keyof typeof TASKS;

async function play(task: Task, options: WorldOptions): Promise<{ world: ActionWorld; run: ActionRun }> {
  const { workflow, inputs, stage } = TASKS[task];
  const router = task === 'route' ? 'router: workflow\n' : '';
  const world = await createActionWorld({
    ...options,
    config: `${options.config ?? LABELS}${router}`,
    route: true,
  });
  if (options.config === LEDGER) await addLedger(world.sandbox, world.web);
  const isProject = options.config === PROJECT;
  world.web.addIssue({ number: 538, title: 'Sort by date', ...(!isProject && { labels: [stage] }) });
  if (isProject) {
    const states = ['Backlog', 'Todo', 'In progress', 'In review', 'Done'];
    const project = world.sandbox.createProject({ owner: 'acme', number: 7, title: 'Web', states });
    project.addItem({ issue: 'acme/web#538', state: stage });
  }
  return { world, run: await world.run(workflow, inputs) };
}

function without(permissions: Permissions, lacking: string): Permissions {
  const [name = '', access] = lacking.split(': ');
  const { [name]: granted, ...others } = permissions;
  // Who lacks the right to write may read.
  return access === 'write' && granted === 'write' ? { ...others, [name]: 'read' } : others;
}

/** To append, to start runs, and to ask whether one is over. */
const OF_LEDGER = { actions: 'write', contents: 'write' } as const;

const OWN = { actions: 'write', contents: 'write', issues: 'write', 'pull-requests': 'write' } as const;

test.each<[Task, string]>([
  ['move', 'contents: read'],
  ['move', 'issues: write'],
  ['backlog-manager', 'contents: read'],
  ['backlog-manager', 'issues: read'],
  ['backlog-manager', 'issues: write'],
  ['implementation', 'contents: read'],
  ['implementation', 'contents: write'],
  ['implementation', 'issues: write'],
  ['implementation', 'pull-requests: read'],
  ['implementation', 'actions: read'],
  ['implementation', 'pull-requests: write'],
  ['route', 'contents: read'],
  ['route', 'actions: write'],
])("%s with a workflow's token that lacks %s says so, and where to grant it", async (task, lacking) => {
  // Either of the two is enough for labels and comments.
  const isOfIssues = lacking.startsWith('issues');
  const { 'pull-requests': _, ...others } = OWN;
  const permissions = without(isOfIssues ? others : OWN, lacking);
  const { world, run } = await play(task, { permissions });
  await using _world = world;
  expect(run.outputs).toMatchObject({ outcome: 'failed', reason: 'permission-missing' });
  expect(run.summary).toContain(`\`${lacking}\``);
  expect(run.summary).toContain('below `permissions` in the job of the workflow');
});

test.each<[Task, string]>([
  ['move', 'contents: write'],
  ['move', 'actions: write'],
  ['backlog-manager', 'contents: write'],
  ['backlog-manager', 'actions: write'],
  ['implementation', 'contents: write'],
  ['route', 'contents: write'],
  ['route', 'actions: write'],
])(
  "in a project with a ledger, %s with a workflow's token that lacks %s says so, and where to grant it",
  async (task, lacking) => {
    const { world, run } = await play(task, { config: LEDGER, permissions: without(OWN, lacking) });
    await using _world = world;
    expect(run.outputs).toMatchObject({ outcome: 'failed', reason: 'permission-missing' });
    expect(run.summary).toContain(`\`${lacking}\``);
    expect(run.summary).toContain('below `permissions` in the job of the workflow');
  },
);

test.each<[Task, string]>([
  ['move', 'contents: read'],
  ['move', 'issues: write'],
  ['backlog-manager', 'contents: read'],
  ['backlog-manager', 'issues: write'],
  ['backlog-manager', 'pull_requests: read'],
  ['backlog-manager', 'organization_projects: write'],
  ['implementation', 'contents: write'],
  ['implementation', 'issues: write'],
  ['implementation', 'pull_requests: write'],
  ['implementation', 'organization_projects: write'],
  ['route', 'contents: read'],
  ['route', 'actions: write'],
  ['route', 'issues: write'],
])('%s with an App that was not granted %s says so, and where to grant it', async (task, lacking) => {
  const config = lacking.startsWith('organization_projects') ? PROJECT : LABELS;
  const { world, run } = await play(task, { config, appPermissions: without(APP, lacking) });
  await using _world = world;
  expect(run.outputs).toMatchObject({ outcome: 'failed', reason: 'permission-missing' });
  expect(run.summary).toContain(`the App was not granted \`${lacking}\``);
  expect(run.summary).toContain(
    'Grant it in the settings of the App, and accept it where the App is installed.',
  );
});

test.each<[Task | 'observing', string, Permissions]>([
  ['move', LABELS, { issues: 'write' }],
  ['move', PROJECT, { issues: 'write', organization_projects: 'write' }],
  ['backlog-manager', LABELS, { issues: 'write', pull_requests: 'read' }],
  ['backlog-manager', PROJECT, { issues: 'write', pull_requests: 'read', organization_projects: 'write' }],
  ['implementation', LABELS, { actions: 'read', contents: 'write', issues: 'write', pull_requests: 'write' }],
  [
    'implementation',
    PROJECT,
    {
      actions: 'read',
      contents: 'write',
      issues: 'write',
      pull_requests: 'write',
      organization_projects: 'write',
    },
  ],
  ['route', LABELS, { actions: 'write', issues: 'write' }],
  ['move', LEDGER, { ...OF_LEDGER, issues: 'write' }],
  ['backlog-manager', LEDGER, { ...OF_LEDGER, issues: 'write', pull_requests: 'read' }],
  ['implementation', LEDGER, { ...OF_LEDGER, issues: 'write', pull_requests: 'write' }],
  ['route', LEDGER, { ...OF_LEDGER, issues: 'write' }],
  ['observing', LABELS, { actions: 'read', contents: 'read', issues: 'read', pull_requests: 'read' }],
])("the tokens of an App for %s are minted for this project's repositories and no more", async (...given) => {
  const [task, config, permissions] = given;
  const { world, run } = await play(task === 'observing' ? 'implementation' : task, {
    config: task === 'observing' ? `${config}mode: observe\n` : config,
    appPermissions: APP,
  });
  await using _world = world;
  expect(run.outputs['outcome']).not.toBe('failed');
  const minted = world.sandbox.calls.filter(
    ({ operationId }) => operationId === 'apps/create-installation-access-token',
  );
  // A run that `task: route` starts mints its own.
  const ours = minted.filter(({ userAgent }) => userAgent === minted[0]?.userAgent);
  expect(ours.map(({ body }) => body)).toEqual([
    { repositories: ['web'], permissions: { contents: 'read' } },
    { repositories: ['web'], permissions },
  ]);
});
