import type { BoardItem } from '../../core/board-item.ts';
import { engineLogTitle } from '../../core/text/engine-message.ts';
import { scrubbedEnvironment } from '../../engines/command/scrubbed-environment.ts';
import type { OnEngineEvent } from '../../engines/engine.ts';
import type { StartProcess } from '../../isolation/engine-process.ts';
import type { Wall } from '../../isolation/wall.ts';
import type { EngineWork, ReadyEngine } from '../engine/ready-engine.ts';
import { showEvents } from '../engine/show-events.ts';
import type { TaskContext } from '../run/task-context.ts';
import type { Assignment } from './assignment.ts';
import { inQuotedGroup } from './quoted-output.ts';
import type { Turn, TurnInput } from './work-in-turns.ts';
import type { Workspace } from './workspace.ts';

/** An engine that can start on its item: behind its wall, in a checkout. */
export interface EngineAtItem {
  readonly assignment: Assignment;
  readonly context: TaskContext;
  readonly workspace: Workspace;
  readonly item: BoardItem;
  readonly engine: ReadyEngine;
  readonly wall: Wall;
}

interface Given extends TurnInput, Pick<EngineWork, 'abilities' | 'tools'> {
  readonly onEvent?: OnEngineEvent;
}

/** In a group of the log, quoted: nothing that an agent says commands the runner. */
export async function runTurn(
  { assignment: { agent, config, item }, context, workspace, engine, wall }: EngineAtItem,
  { onEvent, ...given }: Given,
): Promise<Turn> {
  const { surroundings, output, newId } = context;
  const { checkout, home, temporary } = workspace;
  const { env } = surroundings;
  await wall.handOver();
  let isGone = true;
  const onEnd = (gone: boolean): void => {
    isGone &&= gone;
  };
  const task = {
    ...given,
    checkout,
    home,
    temporary,
    env: scrubbedEnvironment({ ...workspace, env, project: config.project, item }),
    start: watchEnds(wall.start, onEnd),
  };
  const result = await inQuotedGroup({
    output,
    title: engineLogTitle(agent.engine),
    token: newId(),
    work: (quoted) => {
      const show = showEvents(quoted);
      return engine.run({ ...task, output: quoted }, (event) => {
        show(event);
        onEvent?.(event);
      });
    },
  });
  // What still runs could change the files under our hands.
  if (isGone) await wall.takeBack();
  return { result, isGone };
}

function watchEnds(start: StartProcess, onEnd: (isGone: boolean) => void): StartProcess {
  return (spec) => {
    const running = start(spec);
    const end = async (): Promise<boolean> => {
      const isGone = await running.end();
      onEnd(isGone);
      return isGone;
    };
    return { ...running, end };
  };
}
