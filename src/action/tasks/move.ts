import { moveItem } from '../../boards/move-item.ts';
import type { Config } from '../../core/config/config.ts';
import { matchState, type State, type States } from '../../core/states.ts';
import { ambiguousState, unknownState } from '../../core/text/input-message.ts';
import { permissionsOn } from '../access.ts';
import { type Decision, failed, moveDecision } from '../decision.ts';
import { openProject } from '../open-project.ts';
import type { MoveInputs } from '../parse-inputs.ts';
import type { TaskContext } from '../task-context.ts';

/** `task: move`: one guarded move, as a step of its own. */
export async function move(inputs: MoveInputs, context: TaskContext): Promise<Decision> {
  const permissions = (config: Config) => permissionsOn(config, { issues: 'write' });
  const opened = await openProject({ ...context, inputs, permissions });
  if (opened.kind === 'closed') return opened.decision;
  const { board } = opened.project;
  const states = await board.readStates();

  const destination = findState('destination', inputs.destination, states);
  if (destination.kind === 'unknown') return destination.decision;
  if (inputs.expectedSourceState === undefined) {
    return moveDecision(await moveItem(board, { item: inputs.item, destination: destination.state }));
  }
  const expected = findState('expected-source-state', inputs.expectedSourceState, states);
  if (expected.kind === 'unknown') return expected.decision;
  return moveDecision(
    await moveItem(board, { item: inputs.item, destination: destination.state, expected: [expected.state] }),
  );
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
