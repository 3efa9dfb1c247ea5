import { tmpdir } from 'node:os';
import { stringify } from 'yaml';
import * as z from 'zod';
import { DEFAULT_STATE_NAMES } from '../../../src/core/states.ts';
import type { NewIssue, ProjectHandle } from '../../../src/sandbox/index.ts';
import { PATIENCE } from '../../patience.ts';
import { WORKFLOW, WORKFLOW_FILE } from '../app/fixture.ts';
import { addLedger } from '../ledger/ledger-view.ts';
import { type FaultSandbox, type FaultWorld, NOWHERE } from './fault-sandbox.ts';
import type { Ending, Flow } from './flow.ts';
import { runTask } from './run-task.ts';

export const ITEM = 538;

export type BoardType = 'github-labels' | 'github-projects';

interface NewFixture extends NewIssue {
  /** Name of the stage that it stands in. */
  readonly stage?: string;
}

export interface ActionFaultWorld extends FaultWorld {
  /** Absent where labels are the board. */
  readonly project?: ProjectHandle;
  add(item: NewFixture): void;
  readonly patience: number;
  /** Runs that were started, so that each has an id of its own. */
  runs: number;
  /** How often a person put the item where it had been before. */
  putBack: number;
}

interface ActionFlowOptions {
  readonly name: string;
  readonly board?: BoardType;
  /** Below `agents` in the configuration. */
  readonly agents: Readonly<Record<string, unknown>>;
  /** Whether races are decided in a ledger, which is there. */
  readonly hasLedger?: boolean;
  /** Whether the project lists a second repository, which may have a configuration of its own. */
  readonly isShared?: boolean;
  readonly fill: (world: ActionFaultWorld) => Promise<void> | void;
  readonly inputs: (world: ActionFaultWorld) => Readonly<Record<string, string>>;
  /** The help that the failure asked for, before the task is run once more; `done`: nothing is left to be run. */
  readonly help: (world: ActionFaultWorld, ending: Ending) => Promise<'run again' | 'done'>;
  readonly look: Flow<ActionFaultWorld>['look'];
}

const PERMISSIONS = {
  actions: 'write',
  contents: 'write',
  issues: 'write',
  pull_requests: 'write',
  organization_projects: 'write',
  metadata: 'read',
} as const;

export function actionFlow({
  name,
  board = 'github-labels',
  agents,
  hasLedger = false,
  isShared = false,
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
      patience: world.patience,
      temporaryDirectory: tmpdir(),
    });
  };
  return {
    name,
    look,
    play,
    async arrange(faults: FaultSandbox, patience: number) {
      const owned = await faults.world(({ owner }) => ({
        files: {
          'README.md': '# Web\n',
          [WORKFLOW_FILE]: WORKFLOW,
          '.github/interlock.yml': stringify({
            version: 1,
            isolation: 'none',
            project: 'web',
            board: { type: board, ...(board === 'github-projects' && { owner, number: 7 }) },
            agents,
            ...(isShared && { repositories: [`${owner}/web`, `${owner}/other`] }),
            ledger: hasLedger ? 'on' : 'off',
          }),
        },
        permissions: PERMISSIONS,
        events: board === 'github-projects' ? ['projects_v2_item'] : [],
        webhookUrl: NOWHERE,
      }));
      const { sandbox, owner, repository } = owned;
      if (isShared)
        await sandbox.createRepository({ owner, name: 'other', files: { 'README.md': '# Other\n' } });
      const states = Object.values(DEFAULT_STATE_NAMES);
      const project =
        board === 'github-projects'
          ? sandbox.createProject({ owner, number: 7, title: 'Web', states })
          : undefined;
      const world: ActionFaultWorld = {
        ...owned,
        ...(project && { project }),
        add: ({ stage, ...issue }) => {
          const onLabels = !project && stage !== undefined ? { labels: [stage] } : {};
          const { number } = repository.addIssue({ ...issue, ...onLabels });
          if (project && stage !== undefined) {
            project.addItem({ issue: `${repository.fullName}#${number}`, state: stage });
          }
        },
        patience,
        runs: 0,
        putBack: 0,
      };
      if (hasLedger) {
        await addLedger(sandbox, repository);
        for (const name of states) repository.addLabel({ name });
      }
      await fill(world);
      return world;
    },
    async recover(world, ending) {
      if ((await help(world, ending)) === 'done') return;
      const again = await play({ ...world, patience: PATIENCE });
      if (again.outcome === 'failed') throw new Error(`It failed once more: ${again.reason}`);
    },
  };
}

/** Which stages Interlock put the item into, in order. */
export function entries(world: FaultWorld & Pick<Partial<ActionFaultWorld>, 'project'>): readonly string[] {
  const { repository, person, app, sandbox } = world;
  if (world.project) {
    // A redelivery tells of nothing new.
    const told = new Map(sandbox.deliveries.map((delivery) => [delivery.guid, delivery]));
    return [...told.values()].flatMap((delivery) => {
      const changed = changeSchema.safeParse(delivery.request.payload);
      return delivery.app === app.slug && changed.success ? [changed.data.changes.field_value.to.name] : [];
    });
  }
  const { timeline } = repository.issue(ITEM);
  return timeline.flatMap(({ event, label, actor }) =>
    event === 'labeled' && actor !== person.login && label !== undefined ? [label] : [],
  );
}

const changeSchema = z.object({
  changes: z.object({ field_value: z.object({ to: z.object({ name: z.string() }) }) }),
});

/** Bodies without what differs from run to run. */
export function comments({ repository }: FaultWorld, number: number = ITEM): readonly string[] {
  return repository.issue(number).comments.map(({ body }) =>
    body
      .replace(/acme-\d+/g, 'acme')
      .replace(/http\S+\/actions\/runs\/\d+/g, 'RUN')
      .replace(/\d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC/g, 'TIME'),
  );
}

/** The stages that the item is in. */
export function stages(world: FaultWorld & Pick<Partial<ActionFaultWorld>, 'project'>): readonly string[] {
  const { repository, project } = world;
  if (!project) return repository.issue(ITEM).labels.toSorted();
  return project.itemsOf(`${repository.fullName}#${ITEM}`).map(({ state }) => String(state));
}

export async function takeAway(world: FaultWorld, label: string, number: number = ITEM): Promise<void> {
  await world.act('DELETE', `issues/${number}/labels/${encodeURIComponent(label)}`);
}

/** A person puts the item into one stage, whatever it was in. */
export async function putInto(world: FaultWorld, label: string, number: number = ITEM): Promise<void> {
  await world.act('PUT', `issues/${number}/labels`, { labels: [label] });
}
