import type { AnnouncedMove, Board } from '../../boards/board.ts';
import { moveItem } from '../../boards/move-item.ts';
import type { MoveResult } from '../../core/move-result.ts';
import { type State, type States, stateOf } from '../../core/states.ts';
import { type Selection, selectionLine, selectionUndoneLine } from '../../core/text/selection-line.ts';
import { type Choice, selectItems } from '../../engines/policy/select-items.ts';
import type { Decision as EventDecision } from '../../intents/decision.ts';
import type { Decision } from '../decision.ts';
import { expectedSource } from '../expected-source.ts';
import type { Project } from '../open-project.ts';
import { followMove } from '../route/follow-move.ts';
import { saidBy } from '../said-by.ts';
import type { TaskContext } from '../task-context.ts';
import { concludeSelection } from './conclude-selection.ts';

/** A run of the agent `backlog-manager`: reads the board, and moves what can start. Nothing is known beforehand. */
export async function runBacklogManager(project: Project, context: TaskContext): Promise<Decision> {
  const { board, config } = project;
  const selection = board.openSelection();
  const announce = (states: States) => announcer({ project, context, states });
  const followed: EventDecision[] = [];
  const result = await selectItems(
    {
      list: () => selection.read(),
      listMore: () => selection.readOn(),
      dependenciesOf: (item) => selection.dependenciesOf(item),
      select: async function* (choices) {
        const moves = choices.map(announce(await board.readStates()));
        if (config.mode === 'observe') return yield* observe(board, moves);
        let next = 0;
        for await (const moved of selection.move(moves)) {
          const item = moves[next]?.item.id;
          next += 1;
          if (item && moved.outcome === 'moved') {
            followed.push(...(await followMove(project, { item, stage: 'todo' })));
          }
          yield moved;
        }
      },
    },
    config.maxInFlight,
  );
  const destination = todoOf(await board.readStates());
  return concludeSelection({ project, context, result, followed, destination });
}

/** What the moves would come to, without a word on the items. */
async function* observe(board: Board, moves: readonly AnnouncedMove[]): AsyncGenerator<MoveResult, void> {
  for (const { item, destination, expected } of moves) {
    yield await moveItem(board, { item: item.id, destination, expected, mode: 'observe' });
  }
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
    const said = () => saidBy(context, config.project);
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
