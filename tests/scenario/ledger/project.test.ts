import { expect, test } from 'vitest';
import type { ProjectHandle, RepositoryHandle, Sandbox } from '../../../src/sandbox/index.ts';
import { createActionWorld } from '../action/action-world.ts';
import { agentsWorkflow } from '../action/workflows.ts';
import { startCardWorld } from '../app/card-world.ts';
import { ACTION_FOLDER } from '../bundles.ts';
import { addLedger, NOTHING_IN_HAND } from './ledger-view.ts';

const CONFIG = `version: 1
isolation: none
project: web
ledger: on
board: { type: github-labels }
agents:
  backlog-manager: {}
  implementation: { engine: command, command: 'date +%N >> log.md' }
`;
const STATES = ['Backlog', 'Todo', 'In progress', 'In review', 'Done', 'Merged'];
const APP = {
  actions: 'write',
  contents: 'write',
  issues: 'write',
  organization_projects: 'write',
  pull_requests: 'write',
} as const;

interface Pipeline extends AsyncDisposable {
  readonly sandbox: Sandbox;
  readonly repository: RepositoryHandle;
  readonly project: ProjectHandle;
  /** Has the backlog-manager look for the first time, once two items are in the backlog. */
  begin(): Promise<unknown>;
  merge(pullRequest: number): Promise<unknown>;
}

const PIPELINES = [
  { router: 'workflow', start: startWithWorkflow },
  { router: 'app', start: startWithApp },
];

test.each(PIPELINES)(
  'on a GitHub project with the $router as router, the pipeline runs from backlog to merged with a ledger, each agent once',
  async ({ start }) => {
    await using pipeline = await start();
    const { sandbox, repository, project } = pipeline;
    const ledger = await addLedger(sandbox, repository);
    const items = [1, 2].map((number) => `${repository.fullName}#${number}`);
    const stages = () => items.flatMap((item) => project.itemsOf(item).map(({ state }) => state));
    await pipeline.begin();
    expect(stages()).toEqual(['In review', 'Backlog']);

    // The merge is told of, and so is the card that it moves: one run answers both while it has not begun.
    const next = sandbox.holdRuns(({ inputs }) => inputs['agent'] === 'backlog-manager');
    await pipeline.merge(repository.pullRequests()[0]?.number ?? 0);
    await sandbox.idle();
    next.release();
    await sandbox.idle();
    expect(stages()).toEqual(['Merged', 'In review']);
    const agents = () =>
      sandbox
        .runs(repository.fullName)
        .filter(({ inputs }) => inputs['agent'] !== undefined)
        .toSorted((a, b) => a.id - b.id);
    const [one, two] = items;
    expect(agents().map(({ inputs }) => `${inputs['agent']} ${inputs['item']}`.trim())).toEqual([
      'backlog-manager',
      `implementation ${one}`,
      'backlog-manager',
      `implementation ${two}`,
    ]);
    expect(agents().filter(({ conclusion }) => conclusion !== 'success')).toEqual([]);
    expect(repository.pullRequests()).toHaveLength(2);
    const moves = await ledger.events('move-decided');
    expect(moves.map(({ item, move }) => `${item} ${move.to}`)).toEqual([
      `${one} todo`,
      `${one} in-progress`,
      `${one} in-review`,
      `${one} merged`,
      `${two} todo`,
      `${two} in-progress`,
      `${two} in-review`,
    ]);
    expect(await ledger.inHand()).toEqual(NOTHING_IN_HAND);
    const records = Object.entries((await ledger.state()).items);
    expect(records.map(([item, { move }]) => [item, move])).toEqual(items.map((item) => [item, null]));

    // Newest first, as it may well arrive.
    for (const { id, event } of sandbox.deliveries.toReversed()) {
      if (event === 'projects_v2_item') sandbox.redeliver(id);
    }
    await sandbox.idle();
    const onItems = agents().filter(({ inputs }) => inputs['item'] !== '');
    expect(onItems).toHaveLength(2);
    expect(await ledger.inHand()).toEqual(NOTHING_IN_HAND);
  },
);

async function startWithWorkflow(): Promise<Pipeline> {
  const config = CONFIG.replace(
    '{ type: github-labels }',
    '{ type: github-projects, owner: acme, number: 7 }',
  );
  const world = await createActionWorld({
    config: `${config}router: workflow\n`,
    appPermissions: APP,
    route: true,
  });
  const { sandbox, web, token } = world;
  const project = sandbox.createProject({ owner: 'acme', number: 7, title: 'Board', states: STATES });
  return {
    sandbox,
    repository: web,
    project,
    begin: () => {
      for (const number of [1, 2]) {
        web.addIssue({ number, title: `Item ${number}` });
        project.addItem({ issue: `acme/web#${number}`, state: 'Backlog' });
      }
      return world.run('interlock.yml', { project: 'web', agent: 'backlog-manager' });
    },
    merge: async (pullRequest) => {
      const answer = await fetch(`${sandbox.apiUrl}/repos/acme/web/pulls/${pullRequest}/merge`, {
        method: 'PUT',
        headers: { authorization: `Bearer ${token}` },
      });
      if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`);
    },
    [Symbol.asyncDispose]: () => world[Symbol.asyncDispose](),
  };
}

/** The agents act as the App too, so that it hears of every card that they move. */
async function startWithApp(): Promise<Pipeline> {
  const world = await startCardWorld({ actions: { 'interlock-dev/interlock': ACTION_FOLDER } });
  const board = await world.board(() => '', {
    config: CONFIG,
    workflow: agentsWorkflow({
      with: { 'app-client-id': world.clientId, 'app-private-key': '${{ secrets.KEY }}' },
    }),
    secrets: { KEY: world.environment['PRIVATE_KEY'] ?? '' },
  });
  const { repository, project } = board;
  return {
    sandbox: world.sandbox,
    repository,
    project,
    begin: async () => {
      const first = board.addCard(1, 'Someday');
      board.addCard(2, 'Backlog');
      await board.drag(first, 'Backlog');
    },
    merge: (pullRequest) => repository.merge(pullRequest),
    [Symbol.asyncDispose]: async () => {
      await world[Symbol.asyncDispose]();
    },
  };
}
