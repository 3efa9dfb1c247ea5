import type { Config } from '../../core/config/config.ts';
import { raiseWall, type WallRaised } from '../../isolation/raise-wall.ts';
import type { ReadyEngine } from '../engine/ready-engine.ts';
import type { Workspace } from '../item-run/workspace.ts';
import type { TaskContext } from './task-context.ts';

interface RunWall {
  readonly config: Pick<Config, 'isolation' | 'cloudMetadata' | 'network'>;
  readonly context: TaskContext;
  readonly workspace: Workspace;
  readonly engine: Pick<ReadyEngine, 'programs' | 'ports'>;
  /** The variable of the engine's environment that no other run has. */
  readonly mark: string;
}

/**
 * The wall of one run, behind which the engine finds its programs and reaches its ports. If we are killed, the post step finds
 * what is left of it.
 */
export async function raiseRunWall({
  config,
  context,
  workspace,
  engine,
  mark,
}: RunWall): Promise<WallRaised> {
  const { surroundings, patience, save } = context;
  const raised = await raiseWall({
    isolation: config.isolation,
    metadata: config.cloudMetadata,
    network: config.network,
    folders: workspace,
    env: surroundings.env,
    node: process.execPath,
    show: engine.programs,
    mark,
    patience,
    onStart: (group) => save('engine', String(group)),
  });
  if (raised.kind === 'refused') return raised;
  const { wall } = raised;
  save('wall', wall.trace);
  for (const port of engine.ports) await wall.allow(port);
  const dispose = async (): Promise<void> => {
    await wall[Symbol.asyncDispose]();
    save('wall', '');
  };
  return { kind: 'raised', wall: { ...wall, [Symbol.asyncDispose]: dispose } };
}
