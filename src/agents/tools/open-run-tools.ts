import type { AgentDefinition } from '../../core/agents/definition.ts';
import { type ItemId, itemKey } from '../../core/item-id.ts';
import type { Warrant } from '../../core/ledger/warrant.ts';
import { ProviderError } from '../../core/provider-error.ts';
import type { ProjectLedger } from '../../orchestration/open-ledger.ts';
import { type RunTools, runTools } from '../../tools/run-tools.ts';
import { toolGrant } from '../../tools/tool-grant.ts';
import type { Mover } from '../backlog-manager/mover.ts';
import { failureOf } from '../run/failure-of.ts';
import { followMove } from '../run/follow-move.ts';
import type { Project } from '../run/open-project.ts';
import { statusSource, type TaskContext } from '../run/task-context.ts';
import { checklistHandlers } from './checklist-handlers.ts';
import { commentHandler } from './comment-handler.ts';
import { type CreateTool, createHandler } from './create-handler.ts';
import { linkHandlers } from './link-handlers.ts';
import { type MoveTool, moveHandler } from './move-handler.ts';
import { readHandlers } from './read-handlers.ts';
import { type AgentFinish, runRecord } from './run-record.ts';
import type { ToolSurroundings } from './tool-surroundings.ts';
import { updateHandler } from './update-handler.ts';

export interface AgentTools {
  readonly tools: RunTools;
  /** How the agent said that its work ended; `undefined` until it did. */
  readonly finish: () => AgentFinish | undefined;
}

interface AgentToolsOptions extends Pick<MoveTool, 'refuseItem' | 'onMove'> {
  readonly definition: Pick<AgentDefinition, 'name' | 'tools' | 'moves' | 'scope' | 'calls'>;
  readonly project: Project;
  readonly context: Pick<TaskContext, 'surroundings' | 'now' | 'debug' | 'audit' | 'secrets'>;
  readonly warrant: Warrant;
  /** Left out where the definition allows no move. */
  readonly mover?: Pick<Mover, 'move'>;
  /** The item that the run is about. */
  readonly item?: ItemId;
  /** In which what follows from new items is asked for; left out where there is none. */
  readonly ledger?: ProjectLedger | undefined;
  readonly onProgress: (summary: string) => void;
}

/** The tools of one run of an agent, by its definition. They are served by `src/mcp`. */
export async function openRunTools(options: AgentToolsOptions): Promise<AgentTools> {
  const { definition, project, context, warrant, mover, item, ledger, refuseItem, onMove } = options;
  const grant = toolGrant(definition, item);
  const states = await project.board.readStates();
  const surroundings: ToolSurroundings = {
    project,
    warrant,
    agent: definition.name,
    grant,
    states,
    origin: item ? itemKey(item) : `run ${context.surroundings.runId}`,
    created: new Set(),
  };
  const follow: CreateTool['follow'] = async (created, stage) => {
    try {
      await followMove(project, { item: created, stage, ...(ledger && { ledger }) });
    } catch (error) {
      if (!(error instanceof ProviderError)) throw error;
      // The item is where it should be. What it was to start, the reconciler starts.
      context.debug(error.message);
    }
  };
  const record = runRecord(options.onProgress);
  const said = () => statusSource(context, project.config.project);
  const tools = runTools({
    grant,
    item,
    secrets: context.secrets,
    now: context.now,
    onCall: context.audit.toolCalled,
    handlers: {
      ...readHandlers(surroundings),
      ...commentHandler(surroundings),
      ...createHandler({ ...surroundings, follow }),
      ...updateHandler(surroundings),
      ...checklistHandlers(surroundings),
      ...linkHandlers(surroundings),
      ...(mover &&
        moveHandler({
          ...surroundings,
          mover,
          said,
          ...(refuseItem && { refuseItem }),
          ...(onMove && { onMove }),
        })),
      ...record.handlers,
    },
    explain: (error) => {
      const failure = failureOf(error);
      return failure.reason === 'internal-error' ? undefined : failure;
    },
    onDefect: (error) => context.debug(String(error instanceof Error ? error.stack : error)),
  });
  return { tools, finish: record.finish };
}
