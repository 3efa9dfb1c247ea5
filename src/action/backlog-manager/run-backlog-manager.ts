import { moveItem } from '../../boards/move-item.ts';
import { createDependencyReader } from '../../boards/read-dependencies.ts';
import type { BoardItem } from '../../core/board-item.ts';
import type { MoveResult } from '../../core/move-result.ts';
import { IN_FLIGHT_STAGES } from '../../core/stages.ts';
import { type State, type States, stateOf } from '../../core/states.ts';
import {
  type Selection,
  selectionComment,
  selectionUndoneComment,
} from '../../core/text/selection-comment.ts';
import { selectItems, type Why } from '../../engines/policy/select-items.ts';
import { ensureComment } from '../../github/ensure-comment.ts';
import type { Decision } from '../decision.ts';
import { expectedSource } from '../expected-source.ts';
import type { Project } from '../open-project.ts';
import type { Surroundings } from '../surroundings.ts';
import { concludeSelection } from './conclude-selection.ts';

/** A run of the agent `backlog-manager`: reads the board, and moves what can start. Nothing is known beforehand. */
export async function runBacklogManager(project: Project, surroundings: Surroundings): Promise<Decision> {
  const { board, config, github } = project;
  const todo = todoOf(await board.readStates());
  const result = await selectItems(
    {
      list: () => board.list(['backlog', ...IN_FLIGHT_STAGES]),
      dependenciesOf: createDependencyReader({ github, board, repositories: config.repositories }),
      select: (item, why) => select({ project, surroundings, item, why, destination: todo }),
    },
    config.maxInFlight,
  );
  return concludeSelection({ project, result, destination: todo });
}

interface SelectOptions {
  readonly project: Project;
  readonly surroundings: Surroundings;
  readonly item: BoardItem;
  readonly why: Why;
  readonly destination: State;
}

/** Says why first: whoever sees the item in todo finds the reason on it. A move that did not happen corrects it. */
async function select({ project, surroundings, item, why, destination }: SelectOptions): Promise<MoveResult> {
  const { board, config, github } = project;
  const { runId, runUrl, env } = surroundings;
  const selection: Selection = {
    ...why,
    destination: destination.name,
    maxInFlight: config.maxInFlight,
    runUrl,
  };
  const marker = `selected ${config.project} ${runId}`;
  await ensureComment(github, item.id, { marker, body: selectionComment(selection) });
  const expected = expectedSource('backlog', await board.readStates(), env);
  const result = await moveItem(board, { item: item.id, destination, expected });
  if (result.outcome !== 'moved') {
    await ensureComment(github, item.id, {
      marker,
      body: selectionUndoneComment(selection, result.message),
    });
  }
  return result;
}

function todoOf(states: States): State {
  const todo = stateOf('todo', states);
  if (!todo) throw new Error('A configuration without todo was accepted');
  return todo;
}
