import type { ContextSection } from '../../core/agents/compose-prompt.ts';
import type { BoardItem } from '../../core/board-item.ts';
import { itemKey } from '../../core/item-id.ts';
import { itemSubject } from '../../core/ledger/claim-subject.ts';
import { requireHeld, type Warrant } from '../../core/ledger/warrant.ts';
import { readyEngine } from '../engine/ready-engine.ts';
import type { TakenWork } from '../git/take-work.ts';
import { raiseRunWall } from '../run/raise-run-wall.ts';
import type { TaskContext } from '../run/task-context.ts';
import { type Assignment, type Stopped, workFailed } from './assignment.ts';
import { stopOfFailure } from './engine-stop.ts';
import type { ItemBranch } from './item-branch.ts';
import type { AgentWords } from './publish.ts';
import { runAgent } from './run-agent.ts';
import { type EngineAtItem, runTurn } from './run-turn.ts';
import { setUp } from './set-up.ts';
import { type TurnsEnd, workInTurns } from './work-in-turns.ts';
import type { Workspace } from './workspace.ts';

interface EngineOptions {
  readonly assignment: Assignment;
  readonly context: TaskContext;
  readonly workspace: Workspace;
  readonly item: BoardItem;
  readonly branch: Pick<ItemBranch, 'pullRequest'>;
  /** What the team wrote for agents. */
  readonly rules: readonly ContextSection[];
  /** Looks at what is in the checkout; `agentTitle` is what the agent calls its work. */
  readonly take: Take;
}

type Take = (agentTitle: string | undefined) => Promise<TakenWork>;

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
  const raised = await raiseRunWall({ ...options, config, engine, mark: 'INTERLOCK_ITEM_FILE' });
  if (raised.kind === 'refused') return workFailed(raised.reason, raised.message);
  await using wall = raised.wall;
  const ready = { ...options, engine, wall };
  const unprepared = await setUp(ready);
  if (unprepared) return unprepared;
  const take = assignment.agent.setup ? await takeBeyondSetup(ready) : options.take;
  // Awaited here: the engine's proxy and its wall are gone when this function returns.
  const ended = await (assignment.agent.engine === 'command'
    ? runCommand({ ...ready, take })
    : runAgent(warrant, { ...ready, take }));
  return { kind: 'ran', ...ended };
}

/** A command knows its item from a file, and says nothing of its work. */
async function runCommand(
  options: EngineAtItem & Pick<EngineOptions, 'take'>,
): Promise<Omit<EngineRan, 'kind'>> {
  const turn = () => runTurn(options, { prompt: '', abilities: [] });
  const take = () => options.take(undefined);
  return { ...(await workInTurns({ prompt: '', turn, take, said: () => undefined })), words: {} };
}

/** What the setup changed is in the checkout too, and is no work of the engine: alone it is nothing. */
async function takeBeyondSetup({ wall, take }: EngineAtItem & Pick<EngineOptions, 'take'>): Promise<Take> {
  await wall.takeBack();
  const prepared = await take(undefined);
  return async (agentTitle) => {
    const taken = await take(agentTitle);
    if (taken.kind !== 'commit' || prepared.kind !== 'commit' || taken.left.length > 0) return taken;
    const tree = await taken.repository.treeOf(taken.commit);
    return tree === (await prepared.repository.treeOf(prepared.commit)) ? { kind: 'nothing' } : taken;
  };
}
