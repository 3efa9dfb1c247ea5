import { tmpdir } from 'node:os';
import { stringify } from 'yaml';
import type { FaultSandbox, FaultWorld } from './fault-sandbox.ts';
import type { Ending, Flow } from './flow.ts';
import { runTask } from './run-task.ts';

export const ITEM = 538;

export interface ActionFaultWorld extends FaultWorld {
  readonly timeoutMs: number;
  /** Runs that were started, so that each has an id of its own. */
  runs: number;
  /** How often a person put the item where it had been before. */
  putBack: number;
}

interface ActionFlowOptions {
  readonly name: string;
  /** Below `agents` in the configuration. */
  readonly agents: Readonly<Record<string, unknown>>;
  readonly fill: (world: ActionFaultWorld) => Promise<void> | void;
  readonly inputs: (world: ActionFaultWorld) => Readonly<Record<string, string>>;
  /** The help that the failure asked for, before the task is run once more; `done`: nothing is left to be run. */
  readonly help: (world: ActionFaultWorld, ending: Ending) => Promise<'run again' | 'done'>;
  readonly look: Flow<ActionFaultWorld>['look'];
}

const PERMISSIONS = { contents: 'write', issues: 'write', pull_requests: 'write', metadata: 'read' } as const;

export function actionFlow({
  name,
  agents,
  fill,
  inputs,
  help,
  look,
}: ActionFlowOptions): Flow<ActionFaultWorld> {
  const play = (world: ActionFaultWorld): Promise<Ending> => {
    world.runs += 1;
    return runTask(world, {
      inputs: inputs(world),
      runId: world.runs,
      timeoutMs: world.timeoutMs,
      temporaryDirectory: tmpdir(),
    });
  };
  return {
    name,
    look,
    play,
    async arrange(faults: FaultSandbox, timeoutMs: number) {
      const config = { version: 1, project: 'web', board: { type: 'github-labels' }, agents };
      const world = {
        ...(await faults.world({
          files: { 'README.md': '# Web\n', '.github/interlock.yml': stringify(config) },
          permissions: PERMISSIONS,
        })),
        timeoutMs,
        runs: 0,
        putBack: 0,
      };
      await fill(world);
      return world;
    },
    async recover(world, ending) {
      if ((await help(world, ending)) === 'done') return;
      const again = await play(world);
      if (again.outcome === 'failed') throw new Error(`It failed once more: ${again.reason}`);
    },
  };
}

/** Which stages Interlock put the item into, in order. */
export function entries({ repository, person }: FaultWorld, number: number = ITEM): readonly string[] {
  const { timeline } = repository.issue(number);
  return timeline.flatMap(({ event, label, actor }) =>
    event === 'labeled' && actor !== person.login && label !== undefined ? [label] : [],
  );
}

/** Bodies without what differs from run to run. */
export function comments({ repository }: FaultWorld, number: number = ITEM): readonly string[] {
  return repository.issue(number).comments.map(({ body }) =>
    body
      .replace(/acme-\d+/g, 'acme')
      .replace(/http\S+\/actions\/runs\/\d+/g, 'RUN')
      .replace(/(<!-- interlock: selected \S+) \d+/, '$1 RUN'),
  );
}

export function labels({ repository }: FaultWorld, number: number = ITEM): readonly string[] {
  return repository.issue(number).labels.toSorted();
}

export async function takeAway(world: FaultWorld, label: string, number: number = ITEM): Promise<void> {
  await world.act('DELETE', `issues/${number}/labels/${encodeURIComponent(label)}`);
}

/** A person puts the item into one stage, whatever it was in. */
export async function putInto(world: FaultWorld, label: string, number: number = ITEM): Promise<void> {
  await world.act('PUT', `issues/${number}/labels`, { labels: [label] });
}
