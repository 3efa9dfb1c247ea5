import { once } from 'node:events';
import { composePrompt } from '../../core/agents/compose-prompt.ts';
import { renderPrompt } from '../../core/agents/prompt-template.ts';
import type { BoardItem } from '../../core/board-item.ts';
import { formatItemId, itemKey } from '../../core/item-id.ts';
import { itemSubject } from '../../core/ledger/claim-subject.ts';
import { requireHeld, type Warrant } from '../../core/ledger/warrant.ts';
import { agentMarkdown } from '../../core/text/agent-text.ts';
import { engineLogTitle } from '../../core/text/engine-message.ts';
import { scrubbedEnvironment } from '../../engines/command/scrubbed-environment.ts';
import type { EngineAbility, EngineResult } from '../../engines/engine.ts';
import type { Wall } from '../../isolation/wall.ts';
import { type EngineWork, type ReadyEngine, readyEngine } from '../engine/ready-engine.ts';
import { showEvents } from '../engine/show-events.ts';
import { raiseRunWall } from '../run/raise-run-wall.ts';
import type { TaskContext } from '../run/task-context.ts';
import { openRunTools } from '../tools/open-run-tools.ts';
import type { AgentFinish } from '../tools/run-record.ts';
import { type Assignment, type Stopped, workFailed } from './assignment.ts';
import { engineStop, stopOfFailure } from './engine-stop.ts';
import { gatherContext } from './gather-context.ts';
import type { ItemBranch } from './item-branch.ts';
import { quotedOutput } from './quoted-output.ts';
import type { Workspace } from './workspace.ts';

interface EngineOptions {
  readonly assignment: Assignment;
  readonly context: TaskContext;
  readonly workspace: Workspace;
  readonly item: BoardItem;
  readonly branch: Pick<ItemBranch, 'pullRequest'>;
}

/** The engine got to its end. */
export interface EngineRan {
  readonly kind: 'ran';
  /** What the agent says of its work: text of an agent. */
  readonly summary?: string;
}

/** An engine costs money, and works for nobody who does not hold the item. */
export async function runEngine(warrant: Warrant, options: EngineOptions): Promise<EngineRan | Stopped> {
  const { assignment, context } = options;
  requireHeld(warrant, [itemSubject(itemKey(assignment.item))]);
  const secrets = [await assignment.token()];
  const readied = await readyEngine(assignment.agent, { context, secrets });
  if (readied.kind === 'failed') return stopOfFailure(readied, assignment.agent);
  await using engine = readied.engine;
  const { config } = assignment;
  const show = engine.programs;
  const raised = await raiseRunWall({ ...options, config, show, mark: 'INTERLOCK_ITEM_FILE' });
  if (raised.kind === 'refused') return workFailed(raised.reason, raised.message);
  await using wall = raised.wall;
  const behind = { ...options, engine, wall };
  const { result, finish } = await (assignment.agent.engine === 'command'
    ? runCommand(behind)
    : runAgent(warrant, { ...behind, secrets }));
  const stopped = engineStop(result, assignment.agent);
  if (stopped) return stopped;
  const summary = finish?.summary ?? result.summary;
  const said = summary === undefined ? undefined : agentMarkdown(summary, { own: assignment.item });
  return { kind: 'ran', ...(said?.kind === 'harmless' && { summary: said.text }) };
}

interface Ran {
  readonly result: EngineResult;
  readonly finish?: AgentFinish | undefined;
}

interface Behind extends EngineOptions {
  readonly engine: ReadyEngine;
  readonly wall: Wall;
}

/** A command knows its item from a file. */
async function runCommand(options: Behind): Promise<Ran> {
  return { result: await work(options, { prompt: '', abilities: [] }) };
}

interface AgentOptions extends Behind {
  readonly secrets: readonly string[];
}

/** An agent is told what to do and what people said of the item, and has the tools of its definition. */
async function runAgent(warrant: Warrant, { secrets, ...options }: AgentOptions): Promise<Ran> {
  const { assignment, context, item, branch } = options;
  const { agent, config, board } = assignment;
  const { definition } = agent;
  const { tools, finish } = await openRunTools({
    definition,
    project: assignment,
    context,
    warrant,
    item: item.id,
    secrets,
    onProgress: context.debug,
  });
  const values = {
    project: config.project,
    states: await board.readStates(),
    capacity: config.maxInFlight,
    item: formatItemId(item.id),
  };
  const prompt = composePrompt(
    renderPrompt(definition.prompt, values, {}),
    await gatherContext(assignment, { item, pullRequest: branch.pullRequest }),
    context.newId(),
  );
  // The protocol's own code is half of the action's, and no other engine needs it.
  const { serveTools } = await import('../../mcp/serve-tools.ts');
  const served = await serveTools(tools);
  try {
    const given = { prompt, abilities: abilitiesOf(definition), tools: served };
    return { result: await work(options, given), finish: finish() };
  } finally {
    await served.close();
  }
}

const ABILITIES: Readonly<Partial<Record<string, EngineAbility>>> = {
  read_files: 'read-files',
  write_files: 'write-files',
  run_commands: 'run-commands',
};

function abilitiesOf({ tools }: Assignment['agent']['definition']): readonly EngineAbility[] {
  return tools.flatMap((tool) => ABILITIES[tool] ?? []);
}

type Given = Pick<EngineWork, 'prompt' | 'abilities' | 'tools'>;

/** In a group of the log, quoted: nothing that an agent says commands the runner. */
async function work(
  { assignment: { agent, config, item }, context, workspace, engine, wall }: Behind,
  given: Given,
): Promise<EngineResult> {
  const { surroundings, output, newId } = context;
  const { checkout, home, temporary } = workspace;
  const { env } = surroundings;
  output.write(`::group::${engineLogTitle(agent.engine)}\n`);
  const quoted = quotedOutput(newId());
  quoted.pipe(output, { end: false });
  await wall.handOver();
  const result = await engine.run(
    {
      ...given,
      checkout,
      home,
      temporary,
      env: scrubbedEnvironment({ ...workspace, env, project: config.project, item }),
      start: wall.start,
      output: quoted,
    },
    showEvents(quoted),
  );
  const flushed = once(quoted, 'end');
  quoted.end();
  await flushed;
  output.write('::endgroup::\n');
  await wall.takeBack();
  return result;
}
