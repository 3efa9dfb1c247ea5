import { permissionsOn } from '../../agents/run/access.ts';
import { followMove, followPermissions } from '../../agents/run/follow-move.ts';
import { openProject, type Project } from '../../agents/run/open-project.ts';
import { ledgerPermissions, openRunLedger } from '../../agents/run/open-run-ledger.ts';
import type { TaskContext } from '../../agents/run/task-context.ts';
import { moveDecision, type TaskDecision, taskFailed } from '../../agents/run/task-decision.ts';
import { type Move, moveItem } from '../../boards/move-item.ts';
import { type ReadWithStates, readWithStates } from '../../boards/read-with-states.ts';
import type { Config } from '../../core/config/config.ts';
import { isSameRepository } from '../../core/item-id.ts';
import type { MoveResult } from '../../core/move-result.ts';
import { matchState, type State, type States } from '../../core/states.ts';
import { ambiguousState, unknownState } from '../../core/text/input-message.ts';
import type { EventDecision } from '../../orchestration/event-decision.ts';
import { moveThroughLedger } from '../../orchestration/move-through-ledger.ts';
import { type ProjectLedger, tellLedger } from '../../orchestration/open-ledger.ts';
import { startRequested } from '../../orchestration/start-requested.ts';
import type { MoveInputs } from '../parse-inputs.ts';

/** `task: move`: one guarded move, as a step of its own. */
export async function move(inputs: MoveInputs, context: TaskContext): Promise<TaskDecision> {
  const permissions = (config: Config) =>
    permissionsOn(config, { issues: 'write', ...followPermissions(config), ...ledgerPermissions(config) });
  const opened = await openProject({ ...context, inputs, permissions });
  if (opened.kind === 'closed') return opened.decision;
  const { project } = opened;
  const ledger = ledgerOf(project, context);
  const { item, expectedSourceState } = inputs;
  // A move without an expectation reads no item; the ledger reads the item itself, when it has been read.
  const { states, board } =
    expectedSourceState === undefined || ledger
      ? { states: await project.board.readStates(), board: project.board }
      : await readWithStates(project.board, item);

  const destination = findState('destination', inputs.destination, states);
  if (destination.kind === 'unknown') return destination.decision;
  const { mode } = project.config;
  const move = { item, destination: destination.state, mode };
  const end = (all: Move) =>
    ledger ? moveAndStart(ledger, project, { move: all, states }) : moveAndFollow(project, board, all);
  if (expectedSourceState === undefined) return end(move);
  const expected = findState('expected-source-state', expectedSourceState, states);
  if (expected.kind === 'unknown') return expected.decision;
  return end({ ...move, expected: [expected.state] });
}

/**
 * Whether a run lives is asked in the home repository: one of another is to the ledger what the app is, and has none.
 */
function ledgerOf(project: Project, context: TaskContext): ProjectLedger | undefined {
  const { home, repository } = context.surroundings;
  const opened = openRunLedger(project, context);
  return opened && { ...opened, ...(!isSameRepository(home, repository) && { run: null }) };
}

/** Decided in the ledger. The ledger keeps what the move starts until a run has begun, and routers find it there. */
async function moveAndStart(
  ledger: ProjectLedger,
  project: Project,
  { move, states }: { readonly move: Move; readonly states: States },
): Promise<TaskDecision> {
  const { item, destination } = move;
  const { config } = project;
  const wanted = [{ ...move, isByHand: true }];
  const { results, requests, settled } = await moveThroughLedger(ledger, wanted, { states, config });
  const [result] = results;
  if (!result) throw new Error('A move was not answered');
  const started = await startRequested(ledger, requests.flat(), project);
  if (started.tell.length > 0) await tellLedger(ledger, [...settled, ...started.tell]);
  if (result.outcome !== 'moved') return concludeMove(result, started.decisions);
  const followed = await followMove(project, { item, stage: destination.stage, ledger });
  return concludeMove(result, [...started.decisions, ...followed]);
}

async function moveAndFollow(
  project: Project,
  board: ReadWithStates['board'],
  move: Move,
): Promise<TaskDecision> {
  const result = await moveItem(board, move);
  if (result.outcome !== 'moved') return moveDecision(result);
  const { item, destination } = move;
  return concludeMove(result, await followMove(project, { item, stage: destination.stage }));
}

function concludeMove(result: MoveResult, followed: readonly EventDecision[]): TaskDecision {
  const decision = moveDecision(result);
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
  | { readonly kind: 'unknown'; readonly decision: TaskDecision };

function findState(input: string, given: string, states: States): Found {
  const match = matchState(given, states);
  switch (match.kind) {
    case 'one':
      return { kind: 'found', state: match.state };
    case 'none':
      return { kind: 'unknown', decision: taskFailed('unknown-state', unknownState(input, given, states)) };
    case 'several':
      return {
        kind: 'unknown',
        decision: taskFailed('unknown-state', ambiguousState(input, given, match.states)),
      };
  }
}
