import { type Move, moveItem } from '../../boards/move-item.ts';
import { type ReadWithStates, readWithStates } from '../../boards/read-with-states.ts';
import type { Config } from '../../core/config/config.ts';
import { matchState, type State, type States } from '../../core/states.ts';
import { ambiguousState, unknownState } from '../../core/text/input-message.ts';
import { permissionsOn } from '../access.ts';
import { type Decision, failed, moveDecision } from '../decision.ts';
import { openProject, type Project } from '../open-project.ts';
import type { MoveInputs } from '../parse-inputs.ts';
import { followMove, followPermissions } from '../route/follow-move.ts';
import type { TaskContext } from '../task-context.ts';

/** `task: move`: one guarded move, as a step of its own. */
export async function move(inputs: MoveInputs, context: TaskContext): Promise<Decision> {
  const permissions = (config: Config) =>
    permissionsOn(config, { issues: 'write', ...followPermissions(config) });
  const opened = await openProject({ ...context, inputs, permissions });
  if (opened.kind === 'closed') return opened.decision;
  const { project } = opened;
  const { item, expectedSourceState } = inputs;
  // A move without an expectation reads no item.
  const { states, board } =
    expectedSourceState === undefined
      ? { states: await project.board.readStates(), board: project.board }
      : await readWithStates(project.board, item);

  const destination = findState('destination', inputs.destination, states);
  if (destination.kind === 'unknown') return destination.decision;
  const { mode } = project.config;
  const move = { item, destination: destination.state, mode };
  if (expectedSourceState === undefined) return moveAndFollow(project, board, move);
  const expected = findState('expected-source-state', expectedSourceState, states);
  if (expected.kind === 'unknown') return expected.decision;
  return moveAndFollow(project, board, { ...move, expected: [expected.state] });
}

async function moveAndFollow(
  project: Project,
  board: ReadWithStates['board'],
  move: Move,
): Promise<Decision> {
  const result = await moveItem(board, move);
  const decision = moveDecision(result);
  if (result.outcome !== 'moved') return decision;
  const { item, destination } = move;
  const followed = await followMove(project, { item, stage: destination.stage });
  const runs = followed.flatMap(({ run }) => run ?? []);
  const failure = followed.find(({ outcome }) => outcome === 'failed');
  return {
    ...decision,
    ...(failure && {
      outcome: 'failed',
      reason: failure.reason,
      message: `${decision.message} ${failure.detail}`,
    }),
    details: { ...decision.details, ...(runs.length > 0 && { runs }) },
  };
}

type Found =
  | { readonly kind: 'found'; readonly state: State }
  | { readonly kind: 'unknown'; readonly decision: Decision };

function findState(input: string, given: string, states: States): Found {
  const match = matchState(given, states);
  switch (match.kind) {
    case 'one':
      return { kind: 'found', state: match.state };
    case 'none':
      return { kind: 'unknown', decision: failed('unknown-state', unknownState(input, given, states)) };
    case 'several':
      return {
        kind: 'unknown',
        decision: failed('unknown-state', ambiguousState(input, given, match.states)),
      };
  }
}
