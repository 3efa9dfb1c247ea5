import type { AllowedMove } from '../core/agents/definition.ts';
import { matchState, type State, type States, stateOf } from '../core/states.ts';
import * as text from '../core/text/tool-message.ts';
import { type ToolFailure, toolFailure } from './tool-answer.ts';
import type { ToolArguments } from './tools.ts';

export type MoveRequested =
  | { readonly kind: 'allowed'; readonly destination: State; readonly expected: States }
  | ToolFailure;

type Asked = Pick<ToolArguments<'move_work_item'>, 'destination' | 'expectedSourceState'>;

/**
 * Whether an agent may ask for this move, and from which states the move is right. Nothing is read for it but the names
 * of the board's states.
 */
export function decideMoveRequest(
  { destination: to, expectedSourceState: from }: Asked,
  moves: readonly AllowedMove[],
  states: States,
): MoveRequested {
  const destination = matchState(to, states);
  if (destination.kind !== 'one') {
    return toolFailure('unknown-state', text.unknownStateArgument('destination', to, states));
  }
  const leading = moves.filter((move) => move.to === destination.state.stage);
  const sources = leading.flatMap((move) => stateOf(move.from, states) ?? []);
  if (sources.length === 0) {
    return toolFailure('tool-not-allowed', text.moveNotAllowed(destination.state, namedMoves(moves, states)));
  }
  if (from === undefined) {
    if (leading.some(({ expectation }) => expectation === 'demanded')) {
      return toolFailure('expectation-missing', text.expectationMissing(destination.state, sources));
    }
    return { kind: 'allowed', destination: destination.state, expected: sources };
  }
  const source = matchState(from, states);
  if (source.kind !== 'one') {
    return toolFailure('unknown-state', text.unknownStateArgument('expectedSourceState', from, states));
  }
  return sources.some(({ stage }) => stage === source.state.stage)
    ? { kind: 'allowed', destination: destination.state, expected: [source.state] }
    : toolFailure('tool-not-allowed', text.sourceNotAllowed(source.state, destination.state, sources));
}

export interface NamedMove {
  readonly from: State;
  readonly to: State;
  readonly expectationDemanded: boolean;
}

/** The moves that this board has states for. */
export function namedMoves(moves: readonly AllowedMove[], states: States): readonly NamedMove[] {
  return moves.flatMap(({ from, to, expectation }) => {
    const [source, destination] = [stateOf(from, states), stateOf(to, states)];
    if (!source || !destination) return [];
    return [{ from: source, to: destination, expectationDemanded: expectation === 'demanded' }];
  });
}
