import type { Board } from '../boards/board.ts';
import { moveItem } from '../boards/move-item.ts';
import { openBoard } from '../boards/open-board.ts';
import type { Config } from '../core/config/config.ts';
import { formatItemId } from '../core/item-id.ts';
import type { MoveResult } from '../core/move-result.ts';
import type { Event } from '../core/routing/event.ts';
import type { Intent } from '../core/routing/route.ts';
import { mergedState, type States, stateOf } from '../core/states.ts';
import { mergedComment } from '../core/text/merged-comment.ts';
import type { GitHub } from '../github/client.ts';
import { addComment } from '../github/ensure-comment.ts';
import { GitHubError } from '../github/github-error.ts';
import { dispatchWorkflow } from '../github/workflows.ts';
import { type Decision, failed, skipped } from './decision.ts';
import { isMendedByTime } from './is-mended-by-time.ts';

type MoveIntent = Extract<Intent, { kind: 'move' }>;
type DispatchIntent = Extract<Intent, { kind: 'dispatch' }>;

export interface Surroundings {
  readonly github: GitHub;
  readonly config: Config;
  readonly defaultBranch: string;
  /** What the intents were made of. */
  readonly event: Event;
}

/**
 * Carries out intents in their order.
 *
 * A failure that time mends ends it, because the whole event will be sent again. Any other holds up only its own
 * intent: that one of two items is missing is no reason not to look for the next work.
 */
export async function carryOut(intents: readonly Intent[], surroundings: Surroundings): Promise<Decision> {
  const steps: Decision[] = [];
  for (const intent of intents) {
    const step = await perform(intent, surroundings);
    steps.push(step);
    if (step.outcome === 'failed' && isMendedByTime(step.reason)) break;
  }
  const main =
    steps.find(({ outcome }) => outcome === 'failed') ??
    steps.findLast(({ outcome }) => outcome === 'acted') ??
    steps.at(-1) ??
    skipped('no-trigger', 'nothing was to be done');
  const run = steps.find((step) => step.run)?.run;
  const moves = steps.flatMap((step) => step.moves ?? []);
  return { ...main, ...(run && { run }), ...(moves.length > 0 && { moves }) };
}

function perform(intent: Intent, surroundings: Surroundings): Promise<Decision> {
  return intent.kind === 'move' ? move(intent, surroundings) : dispatch(intent, surroundings);
}

async function move(
  { item, to, expected }: MoveIntent,
  { github, config, event }: Surroundings,
): Promise<Decision> {
  const board = openBoard(config, github);
  const states = await statesOf(board);
  if ('outcome' in states) return states;
  const destination = to === 'merged' ? mergedState(states) : stateOf(to, states);
  if (!destination) return failed('unknown-state', `the board has no state for ${to}`);
  const result = await moveItem(board, {
    item,
    destination,
    expected: expected.flatMap((stage) => stateOf(stage, states) ?? []),
    // The event is sent again after a move that broke off, and a merge stays one.
    mayFinish: true,
  });
  const said = result.outcome === 'moved' ? await comment(result, { item, github, event }) : '';
  const outcome = OUTCOME_OF_MOVE[result.outcome];
  return { outcome, reason: result.reason, detail: `${result.message}${said}`, moves: [result] };
}

async function statesOf(board: Board): Promise<States | Decision> {
  try {
    return await board.readStates();
  } catch (error) {
    if (!(error instanceof GitHubError)) throw error;
    return failed(error.reason, error.message);
  }
}

const OUTCOME_OF_MOVE = {
  moved: 'acted',
  noop: 'skipped',
  refused: 'skipped',
  failed: 'failed',
} as const satisfies Record<MoveResult['outcome'], Decision['outcome']>;

/** The move stands whether or not a comment can be written, and sending the event again would not add it. */
async function comment(
  { previousState: from, destination: to }: MoveResult,
  { item, github, event }: Pick<MoveIntent, 'item'> & Pick<Surroundings, 'github' | 'event'>,
): Promise<string> {
  if (event.type !== 'pull-request-merged') return '';
  const pullRequest = { ...event.repository, number: event.number };
  try {
    await addComment(github, item, {
      marker: `merged ${formatItemId(pullRequest)}`,
      body: mergedComment({ pullRequest, from, to }),
    });
    return '';
  } catch (error) {
    if (!(error instanceof GitHubError)) throw error;
    return ` ${error.message}`;
  }
}

async function dispatch(
  { agent, item, cause }: DispatchIntent,
  { github, config, defaultBranch }: Surroundings,
): Promise<Decision> {
  try {
    const { runId, url } = await dispatchWorkflow(github, config.home, {
      workflow: config.workflow,
      ref: defaultBranch,
      inputs: {
        project: config.project,
        agent,
        item: item ? formatItemId(item) : '',
        cause,
        dispatch: 'app',
      },
    });
    const run = { ...(runId !== undefined && { id: runId }), ...(url !== undefined && { url }) };
    return { outcome: 'acted', reason: 'dispatched', detail: `${agent} because of ${cause}`, run };
  } catch (error) {
    if (!(error instanceof GitHubError)) throw error;
    return failed(error.reason, error.message);
  }
}
