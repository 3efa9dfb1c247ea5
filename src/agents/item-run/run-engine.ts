import { type ContextSection, composePrompt } from '../../core/agents/compose-prompt.ts';
import { renderPrompt } from '../../core/agents/prompt-template.ts';
import type { BoardItem } from '../../core/board-item.ts';
import { formatItemId, type ItemId, itemKey } from '../../core/item-id.ts';
import { itemSubject } from '../../core/ledger/claim-subject.ts';
import { requireHeld, type Warrant } from '../../core/ledger/warrant.ts';
import { agentMarkdown } from '../../core/text/agent-text.ts';
import { engineLogTitle } from '../../core/text/engine-message.ts';
import { scrubbedEnvironment } from '../../engines/command/scrubbed-environment.ts';
import type { EngineAbility } from '../../engines/engine.ts';
import type { StartProcess } from '../../isolation/engine-process.ts';
import type { Wall } from '../../isolation/wall.ts';
import { type EngineWork, type ReadyEngine, readyEngine } from '../engine/ready-engine.ts';
import { showEvents } from '../engine/show-events.ts';
import type { TakenWork } from '../git/take-work.ts';
import { openRunLedger } from '../run/open-run-ledger.ts';
import { raiseRunWall } from '../run/raise-run-wall.ts';
import type { TaskContext } from '../run/task-context.ts';
import { openRunTools } from '../tools/open-run-tools.ts';
import type { AgentFinish } from '../tools/run-record.ts';
import { type Assignment, type Stopped, workFailed } from './assignment.ts';
import { stopOfFailure } from './engine-stop.ts';
import { gatherContext } from './gather-context.ts';
import type { ItemBranch } from './item-branch.ts';
import type { AgentWords } from './publish.ts';
import { inQuotedGroup } from './quoted-output.ts';
import { setUp } from './set-up.ts';
import { type Turn, type TurnInput, type TurnsEnd, workInTurns } from './work-in-turns.ts';
import type { Workspace } from './workspace.ts';

interface EngineOptions {
  readonly assignment: Assignment;
  readonly context: TaskContext;
  readonly workspace: Workspace;
  readonly item: BoardItem;
  readonly branch: Pick<ItemBranch, 'pullRequest'>;
  /** What the team wrote for agents. */
  readonly rules: readonly ContextSection[];
  /** Looks at what the engine left; `agentTitle` is what the agent calls its work. */
  readonly take: (agentTitle: string | undefined) => Promise<TakenWork>;
}

/** The engine was started, and has ended. */
export interface EngineRan extends TurnsEnd {
  readonly kind: 'ran';
  readonly words: AgentWords;
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
  for (const port of engine.ports) await wall.allow(port);
  const behind = { ...options, engine, wall };
  const unprepared = await setUp(behind);
  if (unprepared) return unprepared;
  // Awaited here: the engine's proxy and its wall are gone when this function returns.
  return await (assignment.agent.engine === 'command'
    ? runCommand(behind)
    : runAgent(warrant, { ...behind, secrets: [...secrets, ...engine.secrets] }));
}

interface Behind extends EngineOptions {
  readonly engine: ReadyEngine;
  readonly wall: Wall;
}

/** A command knows its item from a file, and says nothing of its work. */
async function runCommand(options: Behind): Promise<EngineRan> {
  const turn = () => work(options, { prompt: '', abilities: [] });
  const take = () => options.take(undefined);
  const ended = await workInTurns({ prompt: '', turn, take, said: () => undefined });
  return { kind: 'ran', ...ended, words: {} };
}

interface AgentOptions extends Behind {
  readonly secrets: readonly string[];
}

/** An agent is told what to do and what people said of the item, and has the tools of its definition. */
async function runAgent(warrant: Warrant, { secrets, ...options }: AgentOptions): Promise<EngineRan> {
  const { assignment, context, item, branch, rules } = options;
  const { agent, config, board } = assignment;
  const { definition } = agent;
  const { tools, finish } = await openRunTools({
    definition,
    project: assignment,
    context,
    warrant,
    item: item.id,
    ledger: openRunLedger(assignment, context, assignment.dispatch),
    secrets,
    onProgress: context.debug,
  });
  const values = {
    project: config.project,
    states: await board.readStates(),
    capacity: config.maxInFlight,
    item: formatItemId(item.id),
  };
  const prompt = composePrompt({
    instructions: renderPrompt(definition.prompt, values, {}),
    rules,
    context: await gatherContext(assignment, { item, pullRequest: branch.pullRequest }),
    word: context.newId(),
  });
  // The protocol's own code is half of the action's, and no other engine needs it.
  const { serveTools } = await import('../../mcp/serve-tools.ts');
  const served = await serveTools(tools);
  try {
    await options.wall.allow(served.port);
    const given = { abilities: abilitiesOf(definition), tools: served };
    const turn = (each: TurnInput) => work(options, { ...given, ...each });
    const take = () => options.take(finish()?.title);
    const ended = await workInTurns({ prompt, turn, take, said: finish });
    return { kind: 'ran', ...ended, words: wordsOf(finish(), ended.result.summary, item.id) };
  } finally {
    await served.close();
  }
}

/** The tool has made its words harmless. Those of an agent that did not call it are its last ones. */
function wordsOf(finish: AgentFinish | undefined, last: string | undefined, own: ItemId): AgentWords {
  if (finish) {
    const { outcome, title, summary, unmetCriteria } = finish;
    return { title, summary, ...(outcome === 'done' && { done: { unmetCriteria } }) };
  }
  const said = last === undefined ? undefined : agentMarkdown(last, { own });
  return said?.kind === 'harmless' ? { summary: said.text } : {};
}

const ABILITIES: Readonly<Partial<Record<string, EngineAbility>>> = {
  read_files: 'read-files',
  write_files: 'write-files',
  run_commands: 'run-commands',
};

function abilitiesOf({ tools }: Assignment['agent']['definition']): readonly EngineAbility[] {
  return tools.flatMap((tool) => ABILITIES[tool] ?? []);
}

type Given = TurnInput & Pick<EngineWork, 'abilities' | 'tools'>;

/** In a group of the log, quoted: nothing that an agent says commands the runner. */
async function work(
  { assignment: { agent, config, item }, context, workspace, engine, wall }: Behind,
  given: Given,
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
    work: (quoted) => engine.run({ ...task, output: quoted }, showEvents(quoted)),
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
