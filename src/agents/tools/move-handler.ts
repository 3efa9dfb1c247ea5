import type { AnnouncedMove } from '../../boards/board.ts';
import { type BoardItem, isAmbiguous } from '../../core/board-item.ts';
import { guard, type Reading } from '../../core/guard.ts';
import { formatItemId, type ItemId, isSameItem } from '../../core/item-id.ts';
import type { MoveResult } from '../../core/move-result.ts';
import { inFlight } from '../../core/policy/select.ts';
import type { Reason } from '../../core/reasons.ts';
import { IN_FLIGHT_STAGES, isInFlight } from '../../core/stages.ts';
import { isSameName, type State, type States } from '../../core/states.ts';
import * as moveText from '../../core/text/move.ts';
import type { StatusUpdate } from '../../core/text/status-comment.ts';
import * as text from '../../core/text/tool-message.ts';
import { decideMoveRequest } from '../../tools/decide-move-request.ts';
import { type ToolAnswer, type ToolHandlers, toolFailure } from '../../tools/tool-answer.ts';
import type { ToolResult } from '../../tools/tools.ts';
import type { Mover } from '../backlog-manager/mover.ts';
import { refuseWrite, type ToolSurroundings } from './tool-surroundings.ts';

export interface MoveTool extends ToolSurroundings {
  readonly mover: Pick<Mover, 'move'>;
  /** What every status of the run has in common. */
  readonly said: () => Pick<StatusUpdate, 'project' | 'runUrl' | 'reasonsPage' | 'at'>;
  /** What stands against moving this very item, decided by code before the agent was started. */
  readonly refuseItem?: (item: ItemId) => Reason | undefined;
  /** Told of every move that was decided. */
  readonly onMove?: (move: { readonly item: ItemId; readonly result: MoveResult }) => void;
}

type MoveAnswer = ToolAnswer<ToolResult<'move_work_item'>>;

/**
 * A move that an agent asks for. What its definition does not allow is told before anything is read; what the board shows
 * against the move, before anything is written. Then the reason is posted, and guard and ledger decide.
 */
export function moveHandler(tool: MoveTool): Pick<ToolHandlers, 'move_work_item'> {
  const { states, grant, mover, onMove } = tool;
  return {
    move_work_item: async ({ item: id, why, ...asked }) => {
      const requested = decideMoveRequest(asked, grant.moves, states);
      if (requested.kind === 'failed') return requested;
      const refused = refuseWrite(id, tool);
      if (refused) return refused;
      const { destination, expected } = requested;
      const answer = (result: MoveResult): MoveAnswer => {
        onMove?.({ item: id, result });
        return answerOf(result, destination, states);
      };
      const item = await tool.project.board.read(id);
      if (!item) return toolFailure('item-missing', text.noSuchItem(formatItemId(id)));
      const against = await findAgainst(item, { ...tool, destination, expected });
      if (against) return answer(against);
      for await (const result of mover.move([announced(item, { ...tool, destination, expected, why })])) {
        return answer(result);
      }
      throw new Error('A move was not answered');
    },
  };
}

interface Wanted extends MoveTool {
  readonly destination: State;
  readonly expected: States;
}

/** What can be seen to stand against the move. Guard and ledger look again when it is made. */
async function findAgainst(item: BoardItem, wanted: Wanted): Promise<MoveResult | undefined> {
  const { destination, expected, project, refuseItem } = wanted;
  const name = formatItemId(item.id);
  const to = destination.name;
  const [state] = item.states;
  const previous = item.states.length === 1 && state ? { previousState: state.name } : {};
  const verdict = guard({ reading: readingOf(item), destination, expected });
  if (verdict.verdict === 'noop') {
    const message = moveText.alreadyThere(name, to);
    return { outcome: 'noop', reason: verdict.reason, item: name, destination: to, message, ...previous };
  }
  const refused = (reason: Reason, message: string): MoveResult => {
    return { outcome: 'refused', reason, item: name, destination: to, message, ...previous };
  };
  if (verdict.verdict === 'refused') {
    const names = expected.map((one) => one.name);
    const { reason, previous: from } = verdict;
    return refused(reason, moveText.moveRefused({ item: name, reason, previous: from, to, expected: names }));
  }
  const reason = refuseItem?.(item.id);
  if (reason !== undefined) return refused(reason, moveText.refusedByLedger(name, to, reason));
  if (!isInFlight(destination.stage) || isInFlight(state?.stage ?? null)) return undefined;
  const others = inFlight(await project.board.list(IN_FLIGHT_STAGES)).filter(
    (one) => !isSameItem(one.id, item.id),
  );
  return others.length >= project.config.maxInFlight
    ? refused('at-capacity', moveText.refusedByLedger(name, to, 'at-capacity'))
    : undefined;
}

function readingOf(item: BoardItem): Reading {
  const { open, states } = item;
  const [state] = states;
  if (isAmbiguous(item)) return { kind: 'several', states, open };
  return state ? { kind: 'one', state, open } : { kind: 'none', open };
}

function announced(
  item: BoardItem,
  { destination, expected, said, why }: Wanted & { readonly why: string },
): AnnouncedMove {
  const line = text.movingBecause(destination.name, why);
  return {
    item,
    destination,
    expected,
    announcement: { ...said(), status: 'selected', line },
    correction: ({ reason, message }) => ({
      ...said(),
      status: 'not-moved',
      reason,
      line: text.notMovedAfterAll(destination.name, message),
    }),
  };
}

function answerOf(result: MoveResult, destination: State, states: States): MoveAnswer {
  const { outcome, reason, message, item, previousState } = result;
  if (outcome === 'failed') return toolFailure(reason, text.toolFailedOutside('move_work_item', message));
  const previous = states.find(({ name }) => previousState !== undefined && isSameName(name, previousState));
  return {
    kind: 'answered',
    result: {
      outcome,
      item,
      previousState: previous ? { stage: previous.stage, name: previous.name } : null,
      destination: { stage: destination.stage, name: destination.name },
      reason,
      message,
    },
  };
}
