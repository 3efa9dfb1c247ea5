import { type ContextSection, composePrompt } from '../../core/agents/compose-prompt.ts';
import { renderPrompt } from '../../core/agents/prompt-template.ts';
import { formatItemId, type ItemId } from '../../core/item-id.ts';
import type { Warrant } from '../../core/ledger/warrant.ts';
import { agentMarkdown } from '../../core/text/agent-text.ts';
import { type AgentProgress, progressText } from '../../core/text/progress.ts';
import { workingLine } from '../../core/text/run-message.ts';
import type { EngineAbility } from '../../engines/engine.ts';
import type { TakenWork } from '../git/take-work.ts';
import { openRunLedger } from '../run/open-run-ledger.ts';
import { statusSource } from '../run/task-context.ts';
import { tryToTellItem } from '../run/tell-item.ts';
import { openRunTools } from '../tools/open-run-tools.ts';
import type { AgentFinish } from '../tools/run-record.ts';
import type { Assignment } from './assignment.ts';
import { gatherContext } from './gather-context.ts';
import type { ItemBranch } from './item-branch.ts';
import { createProgressReporter } from './progress.ts';
import type { AgentWords } from './publish.ts';
import { type EngineAtItem, runTurn } from './run-turn.ts';
import { type TurnInput, type TurnsEnd, workInTurns } from './work-in-turns.ts';

interface AgentOptions extends EngineAtItem {
  readonly branch: Pick<ItemBranch, 'pullRequest'>;
  /** What the team wrote for agents. */
  readonly rules: readonly ContextSection[];
  /** Looks at what the engine left; `agentTitle` is what the agent calls its work. */
  readonly take: (agentTitle: string | undefined) => Promise<TakenWork>;
}

/** An agent is told what to do and what people said of the item, and has the tools of its definition. */
export async function runAgent(
  warrant: Warrant,
  options: AgentOptions,
): Promise<TurnsEnd & { readonly words: AgentWords }> {
  const { assignment, context, item, branch, rules } = options;
  const { agent, config, board } = assignment;
  const { definition } = agent;
  const progress = createProgressReporter({
    now: context.now,
    say: (known) => sayProgress(warrant, known, options),
    onFailure: (error) => context.debug(String(error)),
  });
  const { tools, finish } = await openRunTools({
    definition,
    project: assignment,
    context,
    warrant,
    item: item.id,
    ledger: openRunLedger(assignment, context, assignment.dispatch),
    onProgress: progress.onReport,
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
  context.mask(served.bearer);
  try {
    await options.wall.allow(served.port);
    const { onEvent } = progress;
    const given = { abilities: abilitiesOf(definition), tools: served, onEvent };
    const turn = (each: TurnInput) => runTurn(options, { ...given, ...each });
    const take = () => options.take(finish()?.title);
    const ended = await workInTurns({ prompt, turn, take, said: finish });
    return { ...ended, words: wordsOf(finish(), ended.result.summary, item.id) };
  } finally {
    await served.close();
    await progress.close();
  }
}

async function sayProgress(
  warrant: Warrant,
  progress: AgentProgress,
  { assignment: { github, config, item }, context }: EngineAtItem,
): Promise<void> {
  const said = statusSource(context, config.project);
  const status = {
    ...said,
    status: 'working',
    line: workingLine(),
    details: progressText(progress),
  } as const;
  const unsaid = await tryToTellItem(warrant, { github, item, status });
  if (unsaid !== '') context.debug(unsaid);
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
