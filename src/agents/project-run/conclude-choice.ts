import type { BacklogSnapshot } from '../../core/agents/backlog-snapshot.ts';
import type { EngineAgent } from '../../core/agents/project-agents.ts';
import { formatItemId } from '../../core/item-id.ts';
import { type States, stateOf } from '../../core/states.ts';
import { cut } from '../../core/text/cut.ts';
import * as text from '../../core/text/project-agent.ts';
import { movedMessage } from '../../core/text/run-message.ts';
import type { EngineResult } from '../../engines/engine.ts';
import { type MoveAttempt, movedItems } from '../../engines/policy/select-items.ts';
import type { EventDecision } from '../../orchestration/event-decision.ts';
import type { RunTools } from '../../tools/run-tools.ts';
import { engineStop } from '../item-run/engine-stop.ts';
import type { TaskDecision } from '../run/task-decision.ts';
import type { AgentFinish } from '../tools/run-record.ts';

interface Choice {
  readonly snapshot: BacklogSnapshot;
  /** Every move that was decided, in order. */
  readonly attempts: readonly MoveAttempt[];
  readonly ended: EngineResult;
  readonly agent: EngineAgent;
  /** What was started for the items that were moved, where this run had to do it. */
  readonly followed: readonly EventDecision[];
  readonly states: States;
  readonly finish: AgentFinish | undefined;
  readonly tools: Pick<RunTools, 'calls'>;
}

const LONGEST_SAYING = 500;

/** What became of a choice, by what the board and the ledger answered and never by what the agent says of it. */
export function concludeChoice(choice: Choice): TaskDecision {
  const { snapshot, attempts, ended, agent, followed, finish, tools } = choice;
  const made = movedItems(attempts);
  const inFlight = snapshot.inFlight + made.length;
  const failedCalls = tools.calls.filter(({ outcome }) => outcome === 'failed').length;
  const end = {
    read: [
      `${snapshot.backlog} in backlog, ${inFlight} of at most ${snapshot.maxInFlight} in flight at the end`,
      ...attempts.map(({ result }) => result.message),
      ...followed.map(({ detail, outcome }) => (outcome === 'acted' ? `Started ${detail}` : detail)),
      text.toolCallsFact(tools.calls.length, failedCalls),
      ...(finish ? [text.agentSaid(finish.outcome, oneLine(finish.summary))] : []),
    ],
    details: {
      moves: attempts.map(({ result }) => result),
      inFlight,
      maxInFlight: snapshot.maxInFlight,
      ...(followed.length > 0 && { runs: followed.flatMap(({ run }) => run ?? []) }),
    },
  };
  const previousState = attempts.find(({ result }) => result.outcome === 'moved')?.result.previousState;
  const previous = previousState === undefined ? {} : { previousState };
  const stopped = engineStop(ended, agent);
  if (stopped) {
    const { outcome, reason } = stopped;
    const message = text.choiceBrokeOff(stopped.message, made.map(formatItemId));
    return { outcome, reason, message, ...previous, ...end };
  }
  const [first] = attempts;
  if (made.length === 0) {
    return first
      ? { outcome: first.result.outcome, reason: first.result.reason, message: first.result.message, ...end }
      : {
          outcome: 'noop',
          reason: 'none-chosen',
          message: text.noneChosenMessage(snapshot.ready.length),
          ...end,
        };
  }
  if (first?.result.reason === 'observed') {
    const message = attempts.map(({ result }) => result.message).join(' ');
    return { outcome: 'noop', reason: 'observed', message, ...end };
  }
  const message = movedMessage(made, stateOf('todo', choice.states)?.name ?? 'todo');
  const failure = followed.find(({ outcome }) => outcome === 'failed');
  return failure
    ? {
        outcome: 'failed',
        reason: failure.reason,
        message: `${message} ${failure.detail}`,
        ...previous,
        ...end,
      }
    : { outcome: 'moved', reason: 'selected', message, ...previous, ...end };
}

function oneLine(markdown: string): string {
  return cut(markdown.replace(/\s+/g, ' '), LONGEST_SAYING);
}
