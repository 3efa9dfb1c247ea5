import type { AnnouncedMove, BoardSelection } from '../../boards/board.ts';
import { NO_BUDGET } from '../../core/ledger/budget.ts';
import { PROJECT_SUBJECT } from '../../core/ledger/claim-subject.ts';
import { noLedger, type Warrant } from '../../core/ledger/warrant.ts';
import { type State, type States, stateOf } from '../../core/states.ts';
import { type Selection, selectionLine, selectionUndoneLine } from '../../core/text/selection-line.ts';
import { type Choice, selectItems } from '../../engines/policy/select-items.ts';
import { expectedSource } from '../run/demonstration.ts';
import type { Project } from '../run/open-project.ts';
import { openRunLedger } from '../run/open-run-ledger.ts';
import { statusSource, type TaskContext } from '../run/task-context.ts';
import type { TaskDecision } from '../run/task-decision.ts';
import { withClaim } from '../run/with-claim.ts';
import { concludeSelection } from './conclude-selection.ts';
import { ledgerMover } from './ledger-mover.ts';
import { guardedMover, type Mover, observingMover } from './mover.ts';

/** A run of the agent `backlog-manager`: reads the board, and moves what can start. Nothing is known beforehand. */
export async function runBacklogManager(
  project: Project,
  context: TaskContext,
  { cause, dispatch }: { readonly cause: string; readonly dispatch: string },
): Promise<TaskDecision> {
  const ledger = openRunLedger(project, context, dispatch);
  const selection = project.board.openSelection();
  if (!ledger) {
    const { board, config } = project;
    const warrant = noLedger(config);
    const mover =
      config.mode === 'observe' ? observingMover(board) : guardedMover(warrant, project, selection);
    return fillCapacity(warrant, { project, context, selection, mover });
  }
  const claim = { ledger, agent: 'backlog-manager', subjects: [PROJECT_SUBJECT], item: null };
  // Rules cost nothing.
  const free = { budget: NO_BUDGET, costOf: () => null };
  return withClaim({ ...claim, ...free, cause, dispatch, save: context.save }, async ({ claim: held }) => {
    const mover = ledgerMover(held, project, ledger);
    const decision = await fillCapacity(held, { project, context, selection, mover });
    return { decision, tell: mover.tell };
  });
}

interface Task {
  readonly project: Project;
  readonly context: TaskContext;
  readonly selection: BoardSelection;
  readonly mover: Mover;
}

async function fillCapacity(
  warrant: Warrant,
  { project, context, selection, mover }: Task,
): Promise<TaskDecision> {
  const { board, config } = project;
  const announce = (states: States) => announcer({ project, context, states });
  const result = await selectItems(
    {
      list: () => selection.read(),
      listMore: () => selection.readOn(),
      dependenciesOf: (item) => selection.dependenciesOf(item),
      select: async function* (choices) {
        yield* mover.move(choices.map(announce(await board.readStates())));
      },
    },
    config.maxInFlight,
  );
  const destination = todoOf(await board.readStates());
  const { followed } = mover;
  return concludeSelection(warrant, { project, context, result, followed, destination });
}

interface AnnouncerOptions {
  readonly project: Project;
  readonly context: TaskContext;
  readonly states: States;
}

/** What is said on a chosen item, and what is done with it. */
function announcer({ project, context, states }: AnnouncerOptions): (choice: Choice) => AnnouncedMove {
  const { config } = project;
  const { env } = context.surroundings;
  const destination = todoOf(states);
  return ({ item, why }) => {
    const selection: Selection = {
      ...why,
      destination: destination.name,
      maxInFlight: config.maxInFlight,
    };
    const said = () => statusSource(context, config.project);
    return {
      item,
      destination,
      expected: expectedSource('backlog', states, env),
      announcement: { ...said(), status: 'selected', line: selectionLine(selection) },
      correction: ({ reason, message }) => ({
        ...said(),
        status: 'not-moved',
        reason,
        line: selectionUndoneLine(selection, message),
      }),
    };
  };
}

function todoOf(states: States): State {
  const todo = stateOf('todo', states);
  if (!todo) throw new Error('A configuration without todo was accepted');
  return todo;
}
