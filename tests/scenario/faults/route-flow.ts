import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PATIENCE } from '../../patience.ts';
import { CONFIG, CONFIG_FILE, WORKFLOW, WORKFLOW_FILE } from '../app/fixture.ts';
import { comments, entries, ITEM, stages } from './action-flow.ts';
import { dispatchedRuns } from './dispatched-runs.ts';
import { type FaultSandbox, type FaultWorld, NOWHERE } from './fault-sandbox.ts';
import type { Ending, Flow } from './flow.ts';
import { commitComments, makeInvalid } from './kept-config.ts';
import { runTask } from './run-task.ts';

interface RouteFaultWorld extends FaultWorld {
  readonly folder: string;
}

interface RouteFlowOptions {
  readonly name: string;
  readonly prepare?: (world: FaultWorld) => Promise<void>;
}

/** `task: route` after a merge, with a token of its own; what it dispatches does not start. */
function routeFlow({ name, prepare }: RouteFlowOptions): Flow<RouteFaultWorld> {
  const play = (world: RouteFaultWorld): Promise<Ending> =>
    runTask(world, {
      inputs: { task: 'route', token: world.operator.token },
      runId: 1,
      patience: PATIENCE,
      temporaryDirectory: world.folder,
      event: { name: 'pull_request_target', path: join(world.folder, 'event.json') },
    });
  return {
    name,
    play,
    // One that is sent twice starts two runs, so that whoever runs the workflow once more decides.
    notMadeUpFor: ['actions/create-workflow-dispatch'],
    async arrange(faults: FaultSandbox) {
      const world = await faults.world(() => ({
        files: { [CONFIG_FILE]: `${CONFIG}router: workflow\n`, [WORKFLOW_FILE]: WORKFLOW },
        permissions: { pull_requests: 'read', metadata: 'read' },
        // The log of deliveries holds the payload that a workflow is started with.
        events: ['pull_request'],
        webhookUrl: NOWHERE,
      }));
      const { repository, sandbox, operator, app } = world;
      sandbox.holdRuns(({ actor }) => actor === operator.login);
      repository.addIssue({ number: ITEM, title: 'Sort', labels: ['In review'] });
      await repository.addPullRequest({
        number: 600,
        title: 'Sort',
        body: `Closes #${ITEM}`,
        head: 'topic',
        files: { 'sort.ts': 'export {};\n' },
      });
      await world.act('PUT', 'pulls/600/merge');
      await prepare?.(world);
      const folder = await faults.folder();
      const find = () => sandbox.deliveries.find((delivery) => delivery.app === app.slug);
      await sandbox.until(() => find() !== undefined);
      await writeFile(join(folder, 'event.json'), JSON.stringify(find()?.request.payload));
      return { ...world, folder };
    },
    async recover(world) {
      const again = await play(world);
      if (again.outcome === 'failed') throw new Error(`It failed once more: ${again.reason}`);
    },
    look: async (world, struck) => ({
      labels: stages(world),
      entries: entries(world),
      // It holds up nothing: the move is to be seen without it, and another run would not add it.
      comments: /ReadStatus|AddStatus/.test(struck?.key ?? '') ? [] : comments(world),
      commit: await commitComments(world),
      ...dispatchedRuns(world),
    }),
  };
}

export const routeMergeFlow = routeFlow({ name: 'task: route, started by a merge' });

export const routeKeptFlow = routeFlow({
  name: 'task: route, going on with the last valid configuration',
  prepare: makeInvalid,
});
