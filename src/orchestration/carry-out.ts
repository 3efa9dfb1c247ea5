import type { Board } from '../boards/board.ts';
import { moveItem } from '../boards/move-item.ts';
import { openBoard } from '../boards/open-board.ts';
import { type ReadWithStates, readWithStates } from '../boards/read-with-states.ts';
import type { Config } from '../core/config/config.ts';
import { type ItemId, itemKey } from '../core/item-id.ts';
import type { LedgerCommand } from '../core/ledger/ledger-command.ts';
import type { MoveResult } from '../core/move-result.ts';
import { ProviderError } from '../core/provider-error.ts';
import { hasMark } from '../core/reasons.ts';
import type { Event } from '../core/routing/event.ts';
import type { DispatchIntent, Intent } from '../core/routing/route.ts';
import { mergedState, type States, stateOf } from '../core/states.ts';
import { mergedLine } from '../core/text/move.ts';
import { tryStatus } from '../github/issues/update-status.ts';
import { dispatchAgent } from './dispatch-agent.ts';
import { type EventDecision, eventFailed, skipped } from './event-decision.ts';
import { intentsOfArrival } from './intents-of-arrival.ts';
import { type LedgerMove, moveThroughLedger } from './move-through-ledger.ts';
import type { ProjectLedger } from './open-ledger.ts';
import type { DispatchSurroundings } from './send-dispatch.ts';
import { startWaiting } from './start-waiting.ts';

type MoveIntent = Extract<Intent, { kind: 'move' }>;

export interface EventSurroundings extends DispatchSurroundings {
  /** What the intents were made of. */
  readonly event: Event;
  /**
   * Whether to carry out at once what our own moves start. For a token whose moves no router hears of: the workflow's
   * own starts no workflow.
   */
  readonly follows: boolean;
}

/**
 * Carries out intents in their order.
 *
 * A failure that time mends ends it, because the whole event will be sent again. Any other holds up only its own
 * intent: that one of two items is missing is no reason not to look for the next work.
 */
export async function carryOut(
  intents: readonly Intent[],
  surroundings: EventSurroundings,
): Promise<EventDecision> {
  const steps: Step[] = [];
  const dispatched = new Set<string>();
  const queue = [...intents];
  let tell: readonly LedgerCommand[] = [];
  for (let intent = queue.shift(); intent; intent = queue.shift()) {
    // A merge starts the backlog-manager, and so does the move that it causes: once is enough.
    if (intent.kind === 'dispatch') {
      if (dispatched.has(keyOf(intent))) continue;
      dispatched.add(keyOf(intent));
    }
    const step = await perform(intent, { ...surroundings, tell });
    // Only the start of a project's agent makes an entry of its own; what it was told with is told.
    const isTold = intent.kind === 'dispatch' && intent.item === undefined;
    tell = [...(isTold ? [] : tell), ...(step.settled ?? [])];
    steps.push(step);
    if (step.outcome === 'failed' && hasMark(step.reason, 'isTransient')) break;
    if (surroundings.follows) queue.push(...(step.follow ?? []));
  }
  const main =
    steps.find(({ outcome }) => outcome === 'failed') ??
    steps.findLast(({ outcome }) => outcome === 'acted') ??
    steps.at(-1) ??
    skipped('no-trigger', 'nothing was to be done');
  const run = main.run ?? steps.find((step) => step.run)?.run;
  const moves = steps.flatMap((step) => step.moves ?? []);
  const { outcome, reason } = main;
  const observed = steps.filter((step) => step.reason === 'observed').map((step) => step.detail);
  const said = reason === 'observed' ? observed.join(' ') : main.detail;
  const detail = [said, ...steps.flatMap(({ unsaid }) => unsaid ?? [])].join(' ');
  return { outcome, reason, detail, ...(run && { run }), ...(moves.length > 0 && { moves }) };
}

interface Step extends EventDecision {
  /** What the move starts. */
  readonly follow?: readonly Intent[];
  /** What the ledger does not know of it yet. */
  readonly settled?: readonly LedgerCommand[];
  /** Says that the item's status could not be written. */
  readonly unsaid?: string;
}

function keyOf({ agent, item }: DispatchIntent): string {
  return `${agent} ${item ? itemKey(item) : ''}`;
}

function perform(intent: Intent, surroundings: EventSurroundings): Promise<Step> {
  switch (intent.kind) {
    case 'move':
      return move(intent, surroundings);
    case 'dispatch':
      return dispatchAgent(intent, surroundings);
    case 'start-waiting':
      return startWaiting(surroundings);
  }
}

async function move({ item, to, expected }: MoveIntent, surroundings: EventSurroundings): Promise<Step> {
  const { github, config, ledger } = surroundings;
  const read = await readOrFail(openBoard(config, { github }), item);
  if ('outcome' in read) return read;
  const { states, board } = read;
  const destination = to === 'merged' ? mergedState(states) : stateOf(to, states);
  if (!destination) return eventFailed('unknown-state', `the board has no state for ${to}`);
  const wanted = {
    item,
    destination,
    expected: expected.flatMap((stage) => stateOf(stage, states) ?? []),
  };
  // The event is sent again after a move that broke off, and a merge stays one.
  const { result, settled } = ledger
    ? await moveOne(ledger, wanted, { states, config })
    : { result: await moveItem(board, { ...wanted, mayFinish: true, mode: config.mode }), settled: [] };
  const unsaid = result.outcome === 'moved' ? await say(result, item, surroundings) : '';
  const outcome = OUTCOME_OF_MOVE[result.outcome];
  return {
    outcome,
    reason: result.reason,
    detail: result.message,
    ...(unsaid !== '' && { unsaid }),
    moves: [result],
    settled,
    ...(result.outcome === 'moved' && { follow: intentsOfArrival(item, destination.stage, config) }),
  };
}

async function moveOne(
  ledger: ProjectLedger,
  move: LedgerMove,
  options: { readonly states: States; readonly config: Config },
): Promise<{ readonly result: MoveResult; readonly settled: readonly LedgerCommand[] }> {
  const { results, settled } = await moveThroughLedger(ledger, [move], options);
  const [result] = results;
  if (!result) throw new Error('A move was not answered');
  return { result, settled };
}

async function readOrFail(board: Board, item: ItemId): Promise<ReadWithStates | EventDecision> {
  try {
    return await readWithStates(board, item);
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    return eventFailed(error.reason, error.message);
  }
}

const OUTCOME_OF_MOVE = {
  moved: 'acted',
  noop: 'skipped',
  refused: 'skipped',
  failed: 'failed',
} as const satisfies Record<MoveResult['outcome'], EventDecision['outcome']>;

/** The move stands whether or not it can be said on the item, and sending the event again would not say it. */
async function say(
  { previousState: from, destination: to }: MoveResult,
  item: ItemId,
  { github, config, event, now }: EventSurroundings,
): Promise<string> {
  if (event.type !== 'pull-request-merged') return '';
  const pullRequest = { ...event.repository, number: event.number };
  return tryStatus(github, item, {
    project: config.project,
    status: 'merged',
    line: mergedLine({ pullRequest, from, to }),
    at: now(),
  });
}
