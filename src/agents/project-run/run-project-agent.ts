import { snapshotText } from '../../core/agents/backlog-snapshot.ts';
import { composePrompt } from '../../core/agents/compose-prompt.ts';
import type { EngineAgent } from '../../core/agents/project-agents.ts';
import { renderPrompt } from '../../core/agents/prompt-template.ts';
import { runBudgetOf } from '../../core/agents/run-budget.ts';
import { itemKey } from '../../core/item-id.ts';
import { PROJECT_SUBJECT } from '../../core/ledger/claim-subject.ts';
import { noLedger, type Warrant } from '../../core/ledger/warrant.ts';
import { stateOf } from '../../core/states.ts';
import { snapshotTitle } from '../../core/text/project-agent.ts';
import type { MoveAttempt } from '../../engines/policy/select-items.ts';
import { concludeSelection } from '../backlog-manager/conclude-selection.ts';
import { ledgerMover } from '../backlog-manager/ledger-mover.ts';
import { type Mover, observingMover } from '../backlog-manager/mover.ts';
import type { Project } from '../run/open-project.ts';
import { openRunLedger, type RunLedger } from '../run/open-run-ledger.ts';
import { runCostOf } from '../run/run-cost.ts';
import type { TaskContext } from '../run/task-context.ts';
import type { TaskDecision } from '../run/task-decision.ts';
import { withClaim } from '../run/with-claim.ts';
import { openRunTools } from '../tools/open-run-tools.ts';
import { plainMover } from '../tools/plain-mover.ts';
import { askEngine } from './ask-engine.ts';
import { concludeChoice } from './conclude-choice.ts';
import { surveyBacklog } from './survey-backlog.ts';

export interface ProjectAssignment extends Project {
  readonly agent: EngineAgent;
  /** Why the run was started. */
  readonly cause: string;
  /** The `dispatch` input of the run. */
  readonly dispatch: string;
}

/**
 * A run of an agent of the project that a model drives: it may choose from what code has found ready, and moves by tools.
 * Where there is nothing to choose, no model is asked.
 */
export async function runProjectAgent(
  assignment: ProjectAssignment,
  context: TaskContext,
): Promise<TaskDecision> {
  const { board, config, agent, cause, dispatch } = assignment;
  const ledger = openRunLedger(assignment, context, dispatch);
  if (!ledger) {
    const warrant = noLedger(config);
    const { env } = context.surroundings;
    const mover = config.mode === 'observe' ? observingMover(board) : plainMover(warrant, assignment, env);
    return choose(warrant, { assignment, context, mover, ledger });
  }
  const { name } = agent.definition;
  const budget = runBudgetOf(agent, config.caps);
  const costOf = () => runCostOf(context.audit.use());
  const claim = { ledger, agent: name, subjects: [PROJECT_SUBJECT], item: null, budget, costOf };
  return withClaim({ ...claim, cause, dispatch, save: context.save }, async ({ claim: held }) => {
    const mover = ledgerMover(held, assignment, ledger);
    const decision = await choose(held, { assignment, context, mover, ledger });
    return { decision, tell: mover.tell };
  });
}

interface ChoiceTask {
  readonly assignment: ProjectAssignment;
  readonly context: TaskContext;
  readonly mover: Mover;
  readonly ledger: RunLedger | undefined;
}

async function choose(
  warrant: Warrant,
  { assignment, context, mover, ledger }: ChoiceTask,
): Promise<TaskDecision> {
  const { board, config, agent } = assignment;
  const { definition } = agent;
  const survey = await surveyBacklog(board.openSelection(), config.maxInFlight);
  const states = await board.readStates();
  const { followed } = mover;
  if (survey.kind === 'decided') {
    const destination = stateOf('todo', states);
    if (!destination) throw new Error('A configuration without todo was accepted');
    const { result } = survey;
    return concludeSelection(warrant, { project: assignment, context, result, followed, destination });
  }
  const { snapshot } = survey;
  const ready = new Set(snapshot.ready.map(({ item }) => itemKey(item.id)));
  const attempts: MoveAttempt[] = [];
  const { tools, finish } = await openRunTools({
    definition,
    project: assignment,
    context,
    warrant,
    mover,
    ledger,
    refuseItem: (item) => (ready.has(itemKey(item)) ? undefined : 'not-choosable'),
    onMove: ({ item, result }) => attempts.push({ id: item, result }),
    onProgress: context.debug,
  });
  const values = { project: config.project, states, capacity: config.maxInFlight };
  const prompt = composePrompt({
    instructions: renderPrompt(definition.prompt, values, {}),
    context: [{ title: snapshotTitle(), text: snapshotText(snapshot) }],
    word: context.newId(),
  });
  const ended = await askEngine({ agent, context, project: assignment, prompt, tools });
  return concludeChoice({ snapshot, attempts, ended, agent, followed, states, finish: finish(), tools });
}
