import { permissionsOn } from '../../agents/run/access.ts';
import { openProject } from '../../agents/run/open-project.ts';
import { ledgerPermissions, openRunLedger } from '../../agents/run/open-run-ledger.ts';
import { statusSource, type TaskContext } from '../../agents/run/task-context.ts';
import { type TaskDecision, taskFailed } from '../../agents/run/task-decision.ts';
import * as text from '../../core/text/reconcile.ts';
import { boardWithPullRequests } from '../../orchestration/board-with-pull-requests.ts';
import { reconcileProject } from '../../orchestration/reconcile-project.ts';
import type { ReconcileInputs } from '../parse-inputs.ts';

/** `task: reconcile`: repairs what was lost, and says what that was. */
export async function reconcileTask(inputs: ReconcileInputs, context: TaskContext): Promise<TaskDecision> {
  const opened = await openProject({
    ...context,
    inputs,
    permissions: (config) =>
      permissionsOn(config, { issues: 'write', pull_requests: 'read', ...ledgerPermissions(config) }),
  });
  if (opened.kind === 'closed') return opened.decision;
  const { project } = opened;
  const { github, config } = project;
  const board = boardWithPullRequests(project.board, { github, project: config.project });
  const ledger = openRunLedger({ ...project, board }, context);
  if (!ledger) return { ...taskFailed('ledger-off', text.ledgerOff()), outcome: 'skipped' };
  const states = await project.board.readStates();
  const end = await reconcileProject(ledger, {
    github,
    config,
    states,
    said: statusSource(context, config.project),
  });
  for (const unsaid of end.unsaid) context.debug(unsaid);
  const { outcome, reason, message, findings, written, runs } = end;
  return { outcome, reason, message, read: findings, details: { findings, written, runs } };
}
